package dev.keyframed.adapter.redis;

import dev.keyframed.port.JobStore;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs {@link JobStoreContract} on a real Redis. */
class RedisJobStoreTest extends JobStoreContract {
  @RegisterExtension static final StoreFixture REDIS = new StoreFixture();

  @Override
  JobStore store() {
    return REDIS.store();
  }
}
