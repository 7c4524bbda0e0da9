package dev.keyframed.adapter.redis;

import dev.keyframed.port.JobStore;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs {@link DueContract} on a real Redis. */
class RedisDueTest extends DueContract {
  @RegisterExtension static final StoreFixture REDIS = new StoreFixture();

  @Override
  JobStore store() {
    return REDIS.store();
  }
}
