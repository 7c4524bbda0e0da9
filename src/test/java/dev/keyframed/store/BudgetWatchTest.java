package dev.keyframed.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.port.JobStore.StoreResult;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BudgetWatchTest {
  private final BudgetWatch budget = new BudgetWatch();

  @Test
  void it_is_used_up_until_a_claim_gets_past_it() {
    assertThat(budget.isUsedUp()).isFalse();
    told("budget");
    assertThat(budget.isUsedUp()).isTrue();

    told("in_flight"); // checked before the budget, so it says nothing about it
    assertThat(budget.isUsedUp()).isTrue();

    told("rate"); // checked after the budget
    assertThat(budget.isUsedUp()).isFalse();
  }

  @Test
  void it_suffices_where_nothing_waits_for_it() {
    told("budget");
    budget.suffices();
    assertThat(budget.isUsedUp()).isFalse();
  }

  private void told(String why) {
    budget.met(new StoreResult.Wait(Duration.ofSeconds(1), why));
  }
}
