package dev.keyframed.service.store;

import dev.keyframed.job.Account;
import dev.keyframed.job.GenerationRequest;
import dev.keyframed.job.Job;
import dev.keyframed.job.JobBuilder;
import dev.keyframed.job.JobId;
import dev.keyframed.port.JobStore;
import dev.keyframed.port.NamespaceStats;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;

/** Holds one job in memory, and scripted replies to the calls to come. */
final class FakeJobStore implements JobStore {
  static final GenerationRequest REQUEST =
      new GenerationRequest("m", null, null, "https://x/y.png", true, 6, "768P");

  /** Replaces the results of the next claims. */
  final Queue<Function<StoreResult, Future<StoreResult>>> claims = new ArrayDeque<>();

  final Queue<Future<Optional<GenerationRequest>>> requests = new ArrayDeque<>();
  final Queue<StoreResult> swaps = new ArrayDeque<>();

  /** The number of the next changes of the account that cannot be stored. */
  int refusedAccounts;

  /** The number of the next changes of a job that cannot be stored. */
  int refused;

  private Job job;
  private Account account = Account.NEW;

  FakeJobStore(Job job) {
    this.job = job;
  }

  synchronized FakeJobStore with(Account known) {
    account = known;
    return this;
  }

  synchronized Job job() {
    return job;
  }

  @Override
  public Future<AdmitResult> admit(NewJob arrival) {
    return Future.failedFuture("not played");
  }

  @Override
  public synchronized Future<Optional<Job>> find(JobId id) {
    if (!id.equals(job.id())) {
      throw new IllegalStateException("not played: " + id);
    }
    return Future.succeededFuture(Optional.of(job));
  }

  @Override
  public synchronized Future<Optional<GenerationRequest>> request(JobId id) {
    Future<Optional<GenerationRequest>> planned = requests.poll();
    return planned == null ? Future.succeededFuture(Optional.of(REQUEST)) : planned;
  }

  @Override
  public synchronized Future<StoreResult> swap(Job before, Job next, boolean vote) {
    if (refused > 0) {
      refused--;
      return Future.failedFuture("the memory is full");
    }
    StoreResult planned = swaps.poll();
    return Future.succeededFuture(planned == null ? swapped(before, next) : planned);
  }

  private StoreResult swapped(Job before, Job next) {
    if (before.version() != job.version()) {
      return new StoreResult.Stale(job);
    }
    JobBuilder draft = next.edit();
    draft.version++;
    job = draft.done();
    return new StoreResult.Stored(job);
  }

  @Override
  public synchronized Future<StoreResult> claim(Job before, Job next, ClaimLimits limits) {
    Function<StoreResult, Future<StoreResult>> planned = claims.poll();
    StoreResult swap = swapped(before, next);
    return planned == null ? Future.succeededFuture(swap) : planned.apply(swap);
  }

  @Override
  public Future<StoreResult> adopt(Job forgotten) {
    return Future.failedFuture("not played");
  }

  @Override
  public synchronized Future<NextJob> head() {
    Optional<Job> ready = Optional.of(job).filter(Job::ready);
    return Future.succeededFuture(new NextJob(ready, account, "redis"));
  }

  @Override
  public Future<List<Job>> due(DueQueue desk, int limit, Duration lease) {
    return Future.succeededFuture(List.of());
  }

  @Override
  public synchronized Future<Account> account() {
    return Future.succeededFuture(account);
  }

  @Override
  public synchronized Future<Boolean> swapAccount(Account before, Account next) {
    if (refusedAccounts > 0) {
      refusedAccounts--;
      return Future.failedFuture("the memory is full");
    }
    account = next;
    return Future.succeededFuture(true);
  }

  @Override
  public Future<Duration> permitQuery(int perMinute) {
    return Future.succeededFuture(Duration.ZERO);
  }

  @Override
  public Future<NamespaceStats> census(Duration overdueAfter) {
    return Future.failedFuture("not played");
  }
}
