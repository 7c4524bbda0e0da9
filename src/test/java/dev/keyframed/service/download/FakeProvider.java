package dev.keyframed.service.download;

import dev.keyframed.job.CreateResult;
import dev.keyframed.job.GenerationRequest;
import dev.keyframed.job.QueryResult;
import dev.keyframed.port.Provider;
import io.vertx.core.Future;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Returns scripted locations of files, and then always the same; does nothing else of a provider.
 */
final class FakeProvider implements Provider {
  final List<String> asked = new CopyOnWriteArrayList<>();

  private final Queue<FileLocation> script = new ConcurrentLinkedQueue<>();
  private final FileLocation usual;

  FakeProvider(String... urls) {
    this.usual = new FileLocation.FileFound(List.of(urls));
  }

  FakeProvider next(FileLocation location) {
    script.add(location);
    return this;
  }

  @Override
  public Future<FileLocation> locate(String fileId) {
    asked.add(fileId);
    FileLocation scripted = script.poll();
    return Future.succeededFuture(scripted == null ? usual : scripted);
  }

  @Override
  public Future<CreateResult> create(GenerationRequest request, String callbackUrl) {
    return Future.failedFuture("not asked for");
  }

  @Override
  public Future<QueryResult> query(String taskId) {
    return Future.failedFuture("not asked for");
  }
}
