package dev.keyframed.redis;

import dev.keyframed.port.JobStore;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract of the limits, on a real Redis. */
class RedisClaimTest extends ClaimContract {
  @RegisterExtension static final FreshStore REDIS = new FreshStore();

  @Override
  JobStore store() {
    return REDIS.store();
  }
}
