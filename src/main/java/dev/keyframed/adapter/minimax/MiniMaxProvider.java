package dev.keyframed.adapter.minimax;

import dev.keyframed.job.CreateResult;
import dev.keyframed.job.GenerationRequest;
import dev.keyframed.job.QueryResult;
import dev.keyframed.port.Provider;
import dev.keyframed.port.Timing;
import dev.keyframed.support.net.Addresses;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;

/**
 * Calls MiniMax's video generation API, V1. Thread-safe. The key is sent to the API's own host
 * only, and appears in no message.
 */
public final class MiniMaxProvider implements Provider {
  private static final String CREATE = "create";
  private static final String QUERY = "query";
  private static final String LOCATE = "locate";

  /** HTTP statuses that gateways before the API answer. */
  private static final Set<Integer> STATUSES =
      Set.of(400, 401, 402, 403, 404, 422, 429, 500, 502, 503, 504, 529);

  private final Vertx vertx;
  private final ProviderSettings settings;
  private final Timing timing;
  private final ErrorCounter errors;
  private final PaidClient paid;
  private final QueryClient free;

  /**
   * Creates a client of that provider; close it after its last use.
   *
   * @param timing receives each call: operations {@code create query locate}; outcomes {@code ok
   *     refused throttled error lost not_sent}
   */
  public MiniMaxProvider(
      Vertx vertx, ProviderSettings settings, Timing timing, ErrorCounter errors) {
    this.vertx = vertx;
    this.settings = settings;
    this.timing = timing;
    this.errors = errors;
    Addresses addresses = new Addresses(vertx, settings.allowPrivateAddresses());
    Endpoint endpoint = Endpoint.of(settings.baseUrl());
    this.paid = new PaidClient(vertx, addresses, endpoint, settings.requestTimeout());
    this.free = new QueryClient(vertx, addresses, endpoint, settings.requestTimeout());
  }

  /** Returns the codes and HTTP statuses by which its errors are counted. */
  public static Set<Integer> errorCodes() {
    Set<Integer> codes = new HashSet<>(Codes.known());
    codes.addAll(STATUSES);
    return codes;
  }

  @Override
  public Future<CreateResult> create(GenerationRequest request, String callbackUrl) {
    String key = settings.apiKey().get();
    List<String> hidden = new ArrayList<>(List.of(key));
    if (callbackUrl != null) {
      hidden.add(callbackUrl);
    }
    long start = System.nanoTime();
    return vertx
        .executeBlocking(() -> CreationBody.of(request, callbackUrl), false)
        .compose(body -> paid.send(body, key, hidden, answer -> count(CREATE, answer, false)))
        .onSuccess(creation -> took(CREATE, RequestOutcomes.of(creation), start));
  }

  @Override
  public Future<QueryResult> query(String taskId) {
    long start = System.nanoTime();
    return ask(
            QUERY,
            "/v1/query/video_generation",
            "task_id",
            taskId,
            QueryReader::of,
            QueryReader::isForeign)
        .otherwise(fault -> QueryReader.nothing(ServiceFaults.silent(fault)))
        .onSuccess(report -> took(QUERY, RequestOutcomes.of(report), start));
  }

  @Override
  public Future<FileLocation> locate(String fileId) {
    long start = System.nanoTime();
    return ask(
            LOCATE, "/v1/files/retrieve", "file_id", fileId, FileReader::of, FileReader::isForeign)
        .otherwise(fault -> FileReader.unanswered(ServiceFaults.silent(fault)))
        .onSuccess(location -> took(LOCATE, RequestOutcomes.of(location), start));
  }

  /** Closes its connections. Open creations end as lost. */
  public Future<Void> close() {
    free.close();
    return paid.close();
  }

  private <T> Future<T> ask(
      String operation,
      String path,
      String parameter,
      String id,
      BiFunction<ApiResponse, String, T> reading,
      BiPredicate<ApiResponse, String> foreign) {
    return free.get(path, parameter, id, settings.apiKey().get())
        .onSuccess(answer -> count(operation, answer, foreign.test(answer, id)))
        .map(answer -> reading.apply(answer, id));
  }

  private void took(String operation, String outcome, long start) {
    timing.took(operation, outcome, Duration.ofNanos(System.nanoTime() - start));
  }

  private void count(String operation, ApiResponse answer, boolean foreign) {
    boolean strange = foreign || !answer.isReadable() || QueryReader.isUndocumented(answer);
    if (answer.error() != 0 || strange) {
      errors.count(operation, foreign ? 0 : answer.error());
    }
  }
}
