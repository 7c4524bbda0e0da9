package dev.keyframed.service.download;

import dev.keyframed.job.Job;
import dev.keyframed.support.bus.Bus;
import dev.keyframed.support.bus.BusAddresses;
import dev.keyframed.support.bus.BusAddresses.DueJobs;
import dev.keyframed.support.bus.BusAddresses.DueRequest;
import dev.keyframed.support.bus.BusAddresses.EventResult;
import dev.keyframed.support.bus.BusAddresses.JobEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Hands out jobs like a store, and records their outcomes. */
final class FakeDueQueue {
  final Queue<Job> due = new ConcurrentLinkedQueue<>();
  final List<DueRequest> taken = new CopyOnWriteArrayList<>();

  private final BlockingQueue<JobEvent> heard = new LinkedBlockingQueue<>();
  private final AtomicInteger faults = new AtomicInteger();
  private final CountDownLatch refused = new CountDownLatch(1);

  FakeDueQueue(Vertx vertx) throws Exception {
    Bus.install(vertx);
    Bus bus = new Bus(vertx);
    bus.answer(BusAddresses.DUE, this::give).completion().await(5, TimeUnit.SECONDS);
    bus.answer(BusAddresses.JOB_EVENT, this::hear).completion().await(5, TimeUnit.SECONDS);
  }

  /** Refuses the next outcomes, that number of times. */
  void fail(int times) {
    faults.set(times);
  }

  /** Waits for an outcome, and returns whether it was refused. */
  boolean hasRefused() throws InterruptedException {
    return refused.await(20, TimeUnit.SECONDS);
  }

  /** Returns the next outcome that was stored; fails if none comes. */
  JobEvent next() throws InterruptedException {
    JobEvent next = heard.poll(20, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("no outcome");
    }
    return next;
  }

  private Future<DueJobs> give(DueRequest take) {
    taken.add(take);
    List<Job> jobs = new ArrayList<>();
    while (jobs.size() < take.limit() && !due.isEmpty()) {
      jobs.add(due.poll());
    }
    return Future.succeededFuture(new DueJobs(jobs));
  }

  private Future<EventResult> hear(JobEvent happened) {
    if (faults.getAndDecrement() > 0) {
      refused.countDown();
      return Future.failedFuture("away");
    }
    heard.add(happened);
    return Future.succeededFuture(new EventResult(Optional.empty()));
  }
}
