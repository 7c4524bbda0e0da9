package dev.keyframed.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.adapter.redis.CuttingProxy.Cut;
import dev.keyframed.adapter.redis.JobSteps.Step;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tests that a change whose connection is cut is stored once. A repeat finds it stored completely,
 * or not at all.
 */
class StoredOnceTest extends RedisTestBase {
  @ParameterizedTest
  @EnumSource(Cut.class)
  void change_is_stored_once_when_its_connection_is_cut(Cut cut) throws Exception {
    for (List<Step> way : JobSteps.WAYS) {
      JobSteps plain = new JobSteps(redis);
      for (Step step : way) {
        plain.insist(step);
      }
      CuttingProxy door = new CuttingProxy(redis.vertx, redis.server.port(), JobSteps.ID);
      JobSteps walk = new JobSteps(redis, door.open());
      for (Step step : way) {
        door.arm(cut);
        assertThat(walk.insistOrMeet(step))
            .as("%s met at %s", cut, step)
            .isEqualTo(cut == Cut.AFTER);
      }
      assertThat(door.cuts()).isEqualTo(way.size());
      assertThat(walk.outcome()).as("%s on %s", cut, way).isEqualTo(plain.outcome());
    }
  }
}
