package dev.keyframed.job.model;

import dev.keyframed.job.CreateResult;
import dev.keyframed.job.CreateResult.Refusal;
import dev.keyframed.job.Job;
import dev.keyframed.job.JobBuilder;
import dev.keyframed.job.State;
import dev.keyframed.job.machine.Answers;
import dev.keyframed.job.machine.Decision;
import dev.keyframed.job.machine.Event;
import dev.keyframed.job.machine.Event.VoteEvidence;
import dev.keyframed.job.machine.Machine;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Lists planted mistakes, each of which leaves out one precaution.
 *
 * <p>The machine stays the real one. It gets a job or an event without the facts that the
 * precaution needs, and so decides as if it had none.
 */
enum PlantedMistake {
  /** A challenge of any attempt counts for the current one. */
  VOTES_FOR_AN_OLD_ATTEMPT(Rule.NO_VOTE_FOR_ANOTHER) {
    @Override
    Event heard(Job job, Event event) {
      return event instanceof Event.ChallengeReceived && job.attempt() != null
          ? new Event.ChallengeReceived(job.attempt())
          : event;
    }
  },

  /** A second challenge of an attempt is echoed like the first. */
  VOTES_TWICE(Rule.ONE_TASK) {
    @Override
    Job read(Job job, Event event) {
      return event instanceof Event.ChallengeReceived ? unvoted(job) : job;
    }
  },

  /** The echo is sent first, and the vote is stored afterwards, or never. */
  ECHOES_BEFORE_STORING(Rule.ONE_TASK) {
    @Override
    MachineVariant of(Machine machine) {
      MachineVariant right = super.of(machine);
      return new MachineVariant() {
        @Override
        public Decision decide(Job job, Event event, Instant now) {
          return right.decide(job, event, now);
        }

        @Override
        public boolean echoesFirst() {
          return true;
        }
      };
    }
  },

  /** A lost answer voids the attempt, with or without a vote. */
  VOIDS_AFTER_A_VOTE(Rule.ONE_TASK) {
    @Override
    Job read(Job job, Event event) {
      boolean lost = event instanceof Event.Due;
      lost |= event instanceof Event.Answered it && it.result() instanceof CreateResult.AnswerLost;
      return lost && job.state() == State.SUBMITTING ? unvoted(job) : job;
    }
  },

  /** An error without a name counts as a refusal. */
  TRUSTS_AN_ERROR(Rule.ONE_TASK) {
    @Override
    Event heard(Job job, Event event) {
      return event instanceof Event.Answered answer
              && answer.result() instanceof CreateResult.Faulted
          ? Answers.refused(answer.attempt(), Refusal.THROTTLED, 0, "", null)
          : event;
    }
  },

  /** A missing vote counts, although another Redis stored the claim. */
  IGNORES_THE_FAILOVER(Rule.ONE_TASK) {
    @Override
    VoteEvidence inferred(Job job, VoteEvidence ground) {
      return new VoteEvidence(job.redisReplId(), ground.challengeExpected());
    }
  },

  /** A missing vote counts, although no creation was challenged so far. */
  INFERS_FROM_NOTHING(Rule.ONE_TASK) {
    @Override
    VoteEvidence inferred(Job job, VoteEvidence ground) {
      return new VoteEvidence(ground.redisReplId(), true);
    }
  },

  /** A missing vote counts, although the creation had no URL to be challenged on. */
  INFERS_WITHOUT_A_CALLBACK(Rule.ONE_TASK) {
    @Override
    Job read(Job job, Event event) {
      JobBuilder draft = job.edit();
      draft.withCallback |= job.state() == State.SUBMITTING;
      return draft.done();
    }
  },

  /** An answer that came and is not readable counts as a lost answer. */
  TAKES_THE_UNREADABLE_FOR_LOST(Rule.ONE_TASK) {
    @Override
    Event heard(Job job, Event event) {
      return event instanceof Event.Answered answer
              && answer.result() instanceof CreateResult.AnswerUnreadable
          ? Answers.lost(answer.attempt(), new VoteEvidence(job.redisReplId(), true))
          : event;
    }
  },

  /** A missing vote counts, although there was no challenge for long. */
  NEVER_DOUBTS(Rule.FEW_UNFORESEEN) {
    @Override
    VoteEvidence inferred(Job job, VoteEvidence ground) {
      return new VoteEvidence(ground.redisReplId(), true);
    }

    @Override
    ExplorationScope scope() {
      return new ExplorationScope(3, false, false);
    }

    @Override
    List<ModelState> beginnings(List<ModelState> usual) {
      return List.of(ModelState.lapsed());
    }
  },

  /** A push delays the next query, regardless of the last answer. */
  FORGETS_THE_LAST_LOOK(Rule.LOOKS_IN_TIME) {
    @Override
    Decision made(Job job, Event event, Decision decision) {
      boolean push = event instanceof Event.Pushed && job.state() == State.GENERATING;
      JobBuilder draft = job.edit();
      draft.due = CanonicalJob.TOO_LATE;
      return push ? new Decision(job, draft.done(), Set.of()) : decision;
    }
  },

  /** Where a failover has lost a claim, the next one gets the same callback URL. */
  SHARES_A_URL(Rule.DELIVERABLE) {
    @Override
    Event heard(Job job, Event event) {
      return event instanceof Event.Claimed claim
          ? new Event.Claimed("same", claim.withCallback(), claim.redisReplId())
          : event;
    }
  },

  /** An uncertain job is submitted again: the policy that takes the risk. */
  RESUBMITS_THE_UNCERTAIN(Rule.ONE_TASK) {
    @Override
    MachineVariant of(Machine machine) {
      return new Machine(CanonicalJob.policy(true))::apply;
    }
  },

  /** An attempt that was left behind is forgotten. */
  FORGETS_THE_PAST(Rule.DELIVERABLE) {
    @Override
    Job read(Job job, Event event) {
      JobBuilder draft = job.edit();
      draft.past = List.of();
      return draft.done();
    }
  },

  /** A task of an old attempt is taken up, although the new one has a vote. */
  ADOPTS_AGAINST_A_VOTE(Rule.DELIVERABLE) {
    @Override
    Job read(Job job, Event event) {
      return event instanceof Event.Pushed push && !push.attempt().equals(job.attempt())
          ? unvoted(job)
          : job;
    }
  },

  /** A push before the creation's answer is answered, and lost. */
  DROPS_AN_EARLY_PUSH(Rule.DELIVERABLE) {
    @Override
    Decision made(Job job, Event event, Decision decision) {
      boolean early = event instanceof Event.Pushed && job.state() == State.SUBMITTING;
      return early ? stay(job) : decision;
    }
  },

  /** A failed job stays failed, even if it was paid for. */
  DROPS_A_LATE_PUSH(Rule.DELIVERABLE) {
    @Override
    Decision made(Job job, Event event, Decision decision) {
      boolean late = event instanceof Event.Pushed && job.state() == State.FAILED;
      return late ? stay(job) : decision;
    }
  },

  /** The price is counted when the task is known, not when it may exist. */
  COUNTS_TOO_LATE(Rule.COUNTED) {
    @Override
    Decision made(Job job, Event event, Decision decision) {
      JobBuilder draft = decision.next().edit();
      draft.reserved = draft.taskId == null ? 0 : draft.reserved;
      return new Decision(job, draft.done(), decision.effects());
    }
  },

  /** A push revives a job that has succeeded. */
  REVIVES_AN_END(Rule.ONLY_KNOWN_MOVES) {
    @Override
    Job read(Job job, Event event) {
      boolean revives = event instanceof Event.Pushed && job.state() == State.SUCCEEDED;
      JobBuilder draft = job.edit();
      draft.state = revives ? State.UNCERTAIN : job.state();
      return draft.done();
    }
  },

  /** A claim's lease ends, and no daemon notices. */
  LETS_A_LEASE_PASS(Rule.ALWAYS_A_WAY_OUT) {
    @Override
    Decision made(Job job, Event event, Decision decision) {
      boolean lease = event instanceof Event.Due && job.state() == State.SUBMITTING;
      return lease ? stay(job) : decision;
    }
  };

  private final Rule rule;

  PlantedMistake(Rule rule) {
    this.rule = rule;
  }

  /** Returns the rule that it breaks first. */
  Rule rule() {
    return rule;
  }

  /** Returns the scope of exploration that finds it. */
  ExplorationScope scope() {
    return new ExplorationScope(2, false, false);
  }

  /** Returns the model states from which the exploration starts. */
  List<ModelState> beginnings(List<ModelState> usual) {
    return usual;
  }

  /** Returns that machine, used with this mistake. */
  MachineVariant of(Machine machine) {
    return (job, event, now) -> {
      Event heard = grounded(job, heard(job, event));
      return made(job, event, machine.apply(read(job, event), heard, now));
    };
  }

  /** Returns the job as the machine gets it. */
  Job read(Job job, Event event) {
    return job;
  }

  /** Returns the event as the machine gets it. */
  Event heard(Job job, Event event) {
    return event;
  }

  /** Returns the evidence as the machine gets it. */
  VoteEvidence inferred(Job job, VoteEvidence ground) {
    return ground;
  }

  /** Returns the decision as it is stored. */
  Decision made(Job job, Event event, Decision decision) {
    return decision;
  }

  private Event grounded(Job job, Event event) {
    if (event instanceof Event.Answered answer) {
      return answer.with(inferred(job, answer.evidence()));
    }
    return event instanceof Event.Due due ? new Event.Due(inferred(job, due.evidence())) : event;
  }

  private static Decision stay(Job job) {
    return new Decision(job, job, Set.of());
  }

  private static Job unvoted(Job job) {
    JobBuilder draft = job.edit();
    draft.voted = false;
    return draft.done();
  }
}
