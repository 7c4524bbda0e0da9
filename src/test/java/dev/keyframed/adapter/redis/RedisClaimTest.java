package dev.keyframed.adapter.redis;

import dev.keyframed.port.JobStore;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs {@link ClaimContract} on a real Redis. */
class RedisClaimTest extends ClaimContract {
  @RegisterExtension static final StoreFixture REDIS = new StoreFixture();

  @Override
  JobStore store() {
    return REDIS.store();
  }
}
