package dev.keyframed.redis;

import dev.keyframed.port.JobQueue;
import dev.keyframed.port.JobStore;
import io.vertx.redis.client.Command;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract, on a real Redis. */
class RedisJobQueueTest extends JobQueueContract {
  @RegisterExtension static final FreshStore REDIS = new FreshStore();

  @Override
  JobQueue reader(String name) {
    try {
      return REDIS.namespace(name).queue();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  JobStore store() {
    return REDIS.store();
  }

  @Override
  String put(String field, String text) throws Exception {
    return REDIS.command(Command.XADD, REDIS.key("jobs"), "*", field, text).toString();
  }
}
