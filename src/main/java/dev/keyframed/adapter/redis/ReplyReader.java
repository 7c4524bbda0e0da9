package dev.keyframed.adapter.redis;

import dev.keyframed.job.GenerationRequest;
import dev.keyframed.job.Job;
import dev.keyframed.job.JobId;
import dev.keyframed.job.State;
import dev.keyframed.port.JobStore.AdmitResult;
import dev.keyframed.port.JobStore.NextJob;
import dev.keyframed.port.JobStore.StoreResult;
import dev.keyframed.port.NamespaceStats;
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

/** Converts replies of the scripts to the types of the ports. */
final class ReplyReader {
  private static final Logger LOG = LoggerFactory.getLogger(ReplyReader.class);

  private ReplyReader() {}

  /** Converts a hash, which a script returns as field, value, field, value. */
  static Map<String, String> fields(Response flat) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (int at = 0; at + 1 < flat.size(); at += 2) {
      fields.put(flat.get(at).toString(), flat.get(at + 1).toString());
    }
    return fields;
  }

  /** Converts a text, or null. */
  static String text(Response reply) {
    return reply == null ? null : reply.toString();
  }

  /** Converts a job's request. Empty if there is none, or if it is unreadable. */
  static Optional<GenerationRequest> request(JobId id, Response json) {
    try {
      return Optional.ofNullable(text(json)).map(RequestJson::request);
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("job", id).setCause(e).log("cannot read a stored request");
      return Optional.empty();
    }
  }

  /** Converts a job's hash and result. Empty if there is no such job. */
  static Optional<Job> job(JobId id, Response hash, Response result) {
    return hash.size() == 0
        ? Optional.empty()
        : Optional.of(JobCodec.job(id, fields(hash), text(result)));
  }

  /** Converts the outcome of an admission ({@code admit.lua}). */
  static AdmitResult admitted(Response reply) {
    String outcome = reply.get(0).toString();
    return switch (outcome) {
      case "new" -> new AdmitResult.New();
      case "known" -> new AdmitResult.Known();
      case "same" -> new AdmitResult.Same(reply.get(1).toLong());
      case "other" -> new AdmitResult.Other();
      default -> throw new IllegalStateException("unexpected reply of a script: " + outcome);
    };
  }

  /** Converts the outcome of a change of a job ({@code transition.lua}, {@code claim.lua}). */
  static StoreResult swap(Job stored, Response reply) {
    String outcome = reply.get(0).toString();
    return switch (outcome) {
      case "stored" -> new StoreResult.Stored(stored);
      case "stale" ->
          job(stored.id(), reply.get(1), reply.get(2))
              .<StoreResult>map(StoreResult.Stale::new)
              .orElseGet(StoreResult.Gone::new);
      case "gone" -> new StoreResult.Gone();
      case "fault" ->
          throw new RedisErrorException(
              "touch", new IllegalStateException(reply.get(1).toString()));
      case "taken" -> new StoreResult.Taken(owner(reply.get(1).toString()));
      case "wait" ->
          new StoreResult.Wait(Duration.ofMillis(reply.get(1).toLong()), reply.get(2).toString());
      default -> throw new IllegalStateException("unexpected reply of a script: " + outcome);
    };
  }

  private static JobId owner(String id) {
    return id.isEmpty() ? null : new JobId(id);
  }

  /**
   * Converts the reply of {@code head.lua}.
   *
   * @param job {@link #first}, or empty
   */
  static NextJob head(Response reply, Optional<Job> job) {
    return new NextJob(job, AccountCodec.account(fields(reply.get(0))), reply.get(1).toString());
  }

  /** Returns the id of the job that {@code head.lua} has found, or null if it found none. */
  static String firstId(Response reply) {
    return text(reply.get(2));
  }

  /**
   * Converts the job that {@code head.lua} has found.
   *
   * @throws IllegalArgumentException or another exception, if the job is unreadable
   */
  static Optional<Job> first(Response reply) {
    String id = firstId(reply);
    return id == null ? Optional.empty() : job(new JobId(id), reply.get(3), null);
  }

  /**
   * Converts the reply of {@code due.lua}. An unreadable job is skipped, so that it does not block
   * the others.
   */
  static List<Job> due(Response reply) {
    List<Job> jobs = new ArrayList<>();
    for (Response taken : reply) {
      String id = taken.get(0).toString();
      try {
        job(new JobId(id), taken.get(1), taken.get(2)).ifPresent(jobs::add);
      } catch (RuntimeException e) {
        LOG.atError().addKeyValue("job", id).setCause(e).log("cannot read a stored job");
      }
    }
    return jobs;
  }

  /** Converts the reply of {@code census.lua}. */
  static NamespaceStats census(Response reply) {
    Map<State, Long> jobs = new EnumMap<>(State.class);
    fields(reply.get(0)).forEach((state, count) -> jobs.put(State.of(state), Long.valueOf(count)));
    Response oldest = reply.get(2);
    return new NamespaceStats(
        jobs,
        reply.get(1).toLong(),
        oldest == null ? null : Instant.ofEpochMilli(oldest.toLong()),
        reply.get(3).toLong(),
        Duration.ofMillis(reply.get(4).toLong()),
        reply.get(5).toLong(),
        reply.get(6).toLong());
  }
}
