package dev.keyframed.redis;

import dev.keyframed.job.JobId;
import java.util.ArrayList;
import java.util.List;

/**
 * Every key of a namespace. All begin with {@code {namespace}:}, the hash tag that puts them into
 * one Cluster slot.
 */
final class Keys {
  private final String root;
  private final List<String> shared;

  Keys(String namespace) {
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

  /** A pattern of them all, as access rules have it. */
  String all() {
    return root + "*";
  }

  /** The queue: a stream. */
  String jobs() {
    return root + "jobs";
  }

  /** How many readers have begun on each entry of the queue: a hash. */
  String starts() {
    return root + "starts";
  }

  /** Jobs that may be submitted, by priority and age: a sorted set. */
  String ready() {
    return root + "ready";
  }

  /** Jobs by their next moment of attention: a sorted set. */
  String due() {
    return root + "due";
  }

  /** Jobs whose video is to be fetched, by moment: a sorted set. */
  String downloads() {
    return root + "downloads";
  }

  /** How many jobs are in each state: a hash. */
  String counts() {
    return root + "counts";
  }

  /** Ended jobs as {@code state:id}, by the moment that they expire: a sorted set. */
  String ended() {
    return root + "ended";
  }

  /** Every change of state: a stream. */
  String events() {
    return root + "events";
  }

  /** What troubles each node has now: a hash, one field a node. */
  String troubles() {
    return root + "troubles";
  }

  /** What operators did by commands, the latest thousand or so: a stream. */
  String operations() {
    return root + "operations";
  }

  /** The last of these that a daemon has taken to log it: a string. */
  String operationsTaken() {
    return root + "operations:taken";
  }

  /** The version of the record's format: a number. */
  String format() {
    return root + "format";
  }

  /** One entry for each ended job: a stream. */
  String results() {
    return root + "results";
  }

  /** What all nodes know of the provider's account: a hash. */
  String account() {
    return root + "account";
  }

  /** What a job asks of the provider: a string, as long as it may be submitted. */
  String request(JobId id) {
    return job(id.text()) + ":request";
  }

  /** A job's hash; without an id, how all of them begin. */
  String job(String id) {
    return root + "job:" + id;
  }

  /** What belongs to the namespace as a whole, in the order that {@code lib.lua} names. */
  List<String> shared() {
    return shared;
  }

  /** The shared keys, then those of one job, in the order that {@code lib.lua} names. */
  List<String> of(JobId id) {
    List<String> keys = new ArrayList<>(shared);
    String job = job(id.text());
    keys.addAll(List.of(job, request(id), job + ":metadata", job + ":result"));
    return keys;
  }

  /**
   * The same, then the bindings of two tasks.
   *
   * @param oldTask the task that the job has, or null
   * @param newTask the task that it shall have, or null
   */
  List<String> of(JobId id, String oldTask, String newTask) {
    List<String> keys = of(id);
    keys.add(task(oldTask));
    keys.add(task(newTask));
    return keys;
  }

  /** Whose task that is: a string, the job's id. No task is called so where there is none. */
  String task(String taskId) {
    return root + "task:" + (taskId == null ? "" : taskId);
  }
}
