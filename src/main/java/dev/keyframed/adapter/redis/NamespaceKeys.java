package dev.keyframed.adapter.redis;

import dev.keyframed.job.JobId;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds the names of all keys of a namespace. All begin with {@code {namespace}:}, the hash tag
 * that puts them into one Cluster slot.
 */
final class NamespaceKeys {
  private final String root;
  private final List<String> shared;

  NamespaceKeys(String namespace) {
    root = "{" + namespace + "}:";
    shared =
        List.of(
            jobs(),
            ready(),
            due(),
            downloads(),
            root + "working",
            counts(),
            ended(),
            root + "spend",
            root + "exposure",
            root + "limiter",
            root + "queries",
            account(),
            results(),
            events());
  }

  /** Returns a pattern of all keys, for access rules. */
  String all() {
    return root + "*";
  }

  /** Returns the key of the queue, a stream. */
  String jobs() {
    return root + "jobs";
  }

  /** Returns the key of a hash: how many readers have begun on each queue entry. */
  String starts() {
    return root + "starts";
  }

  /** Returns the key of a sorted set: jobs that may be submitted, by priority and age. */
  String ready() {
    return root + "ready";
  }

  /** Returns the key of a sorted set: jobs by their next moment of attention. */
  String due() {
    return root + "due";
  }

  /** Returns the key of a sorted set: jobs whose video is to be downloaded, by moment. */
  String downloads() {
    return root + "downloads";
  }

  /** Returns the key of a hash: the number of jobs in each state. */
  String counts() {
    return root + "counts";
  }

  /** Returns the key of a sorted set: ended jobs as {@code state:id}, by their moment of expiry. */
  String ended() {
    return root + "ended";
  }

  /** Returns the key of a stream: every change of state. */
  String events() {
    return root + "events";
  }

  /** Returns the key of a hash: the current troubles of each node, one field a node. */
  String troubles() {
    return root + "troubles";
  }

  /** Returns the key of a stream: about the latest thousand operations of operators' commands. */
  String operations() {
    return root + "operations";
  }

  /** Returns the key of a string: the last operation that a daemon has taken to log it. */
  String operationsTaken() {
    return root + "operations:taken";
  }

  /** Returns the key of a number: the format number of the records. */
  String format() {
    return root + "format";
  }

  /** Returns the key of a stream: one entry for each ended job. */
  String results() {
    return root + "results";
  }

  /** Returns the key of a hash: the provider's account, as all nodes know it. */
  String account() {
    return root + "account";
  }

  /**
   * Returns the key of a string: the job's request to the provider. It is kept for as long as the
   * job may be submitted.
   */
  String request(JobId id) {
    return job(id.text()) + ":request";
  }

  /** Returns the key of a job's hash. With an empty id, it is the prefix of all such keys. */
  String job(String id) {
    return root + "job:" + id;
  }

  /** Returns the keys of the namespace as a whole, in the order of {@code lib.lua}. */
  List<String> shared() {
    return shared;
  }

  /** Returns the shared keys, then those of one job, in the order of {@code lib.lua}. */
  List<String> of(JobId id) {
    List<String> keys = new ArrayList<>(shared);
    String job = job(id.text());
    keys.addAll(List.of(job, request(id), job + ":metadata", job + ":result"));
    return keys;
  }

  /**
   * Returns the shared keys, those of one job, and the bindings of two tasks.
   *
   * @param oldTask the current task of the job, or null
   * @param newTask the next task of the job, or null
   */
  List<String> of(JobId id, String oldTask, String newTask) {
    List<String> keys = of(id);
    keys.add(task(oldTask));
    keys.add(task(newTask));
    return keys;
  }

  /**
   * Returns the key of a string: the id of the job that owns a task. For null it is a key that no
   * task has.
   */
  String task(String taskId) {
    return root + "task:" + (taskId == null ? "" : taskId);
  }
}
