package dev.keyframed.redis;

import dev.keyframed.job.Job;
import dev.keyframed.job.JobId;
import dev.keyframed.job.Request;
import dev.keyframed.job.State;
import dev.keyframed.port.Census;
import dev.keyframed.port.JobStore.Admitted;
import dev.keyframed.port.JobStore.Head;
import dev.keyframed.port.JobStore.Swap;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The answers of the scripts, as the port's types. */
final class Replies {
  private static final Logger LOG = LoggerFactory.getLogger(Replies.class);

  private Replies() {}

  /** A hash, which a script returns as field, value, field, value. */
  static Map<String, String> fields(Response flat) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (int at = 0; at + 1 < flat.size(); at += 2) {
      fields.put(flat.get(at).toString(), flat.get(at + 1).toString());
    }
    return fields;
  }

  /** A text, or null. */
  static String text(Response reply) {
    return reply == null ? null : reply.toString();
  }

  /** A job's request; empty where there is none that can be read. */
  static Optional<Request> request(JobId id, Response json) {
    try {
      return Optional.ofNullable(text(json)).map(RequestJson::request);
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("job", id).setCause(e).log("a stored request cannot be read");
      return Optional.empty();
    }
  }

  /** A job's hash and result; empty where there is no such job. */
  static Optional<Job> job(JobId id, Response hash, Response result) {
    return hash.size() == 0
        ? Optional.empty()
        : Optional.of(JobCodec.job(id, fields(hash), text(result)));
  }

  /** What became of an arrival ({@code admit.lua}). */
  static Admitted admitted(Response reply) {
    String word = reply.get(0).toString();
    return switch (word) {
      case "new" -> new Admitted.New();
      case "known" -> new Admitted.Known();
      case "same" -> new Admitted.Same(reply.get(1).toLong());
      case "other" -> new Admitted.Other();
      default -> throw new IllegalStateException("a script answered " + word);
    };
  }

  /** What became of a change of that job ({@code transition.lua}, {@code claim.lua}). */
  static Swap swap(Job stored, Response reply) {
    String word = reply.get(0).toString();
    return switch (word) {
      case "stored" -> new Swap.Stored(stored);
      case "stale" ->
          job(stored.id(), reply.get(1), reply.get(2))
              .<Swap>map(Swap.Stale::new)
              .orElseGet(Swap.Gone::new);
      case "gone" -> new Swap.Gone();
      case "fault" ->
          throw new RedisFault("touch", new IllegalStateException(reply.get(1).toString()));
      case "taken" -> new Swap.Taken(owner(reply.get(1).toString()));
      case "wait" ->
          new Swap.Wait(Duration.ofMillis(reply.get(1).toLong()), reply.get(2).toString());
      default -> throw new IllegalStateException("a script answered " + word);
    };
  }

  private static JobId owner(String id) {
    return id.isEmpty() ? null : new JobId(id);
  }

  /**
   * {@code head.lua}.
   *
   * @param job {@link #first}, or none
   */
  static Head head(Response reply, Optional<Job> job) {
    return new Head(job, AccountCodec.account(fields(reply.get(0))), reply.get(1).toString());
  }

  /** The id of the job that {@code head.lua} found; null where it found none. */
  static String firstId(Response reply) {
    return text(reply.get(2));
  }

  /**
   * And the job.
   *
   * @throws IllegalArgumentException or another, where it cannot be read
   */
  static Optional<Job> first(Response reply) {
    String id = firstId(reply);
    return id == null ? Optional.empty() : job(new JobId(id), reply.get(3), null);
  }

  /** {@code due.lua}. One that cannot be read must not keep the others from their turn. */
  static List<Job> due(Response reply) {
    List<Job> jobs = new ArrayList<>();
    for (Response taken : reply) {
      String id = taken.get(0).toString();
      try {
        job(new JobId(id), taken.get(1), taken.get(2)).ifPresent(jobs::add);
      } catch (RuntimeException e) {
        LOG.atError().addKeyValue("job", id).setCause(e).log("a stored job cannot be read");
      }
    }
    return jobs;
  }

  /** {@code census.lua}. */
  static Census census(Response reply) {
    Map<State, Long> jobs = new EnumMap<>(State.class);
    fields(reply.get(0)).forEach((state, count) -> jobs.put(State.of(state), Long.valueOf(count)));
    Response oldest = reply.get(2);
    return new Census(
        jobs,
        reply.get(1).toLong(),
        oldest == null ? null : Instant.ofEpochMilli(oldest.toLong()),
        reply.get(3).toLong(),
        Duration.ofMillis(reply.get(4).toLong()),
        reply.get(5).toLong(),
        reply.get(6).toLong());
  }
}
