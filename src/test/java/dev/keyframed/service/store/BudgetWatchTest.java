package dev.keyframed.service.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.port.JobStore.StoreResult;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BudgetWatchTest {
  private final BudgetWatch budget = new BudgetWatch();

  @Test
  void budget_is_used_up_until_a_claim_passes_its_check() {
    assertThat(budget.isUsedUp()).isFalse();
    told("budget");
    assertThat(budget.isUsedUp()).isTrue();

    told("in_flight"); // checked before the budget, so it says nothing about it
    assertThat(budget.isUsedUp()).isTrue();

    told("rate"); // checked after the budget
    assertThat(budget.isUsedUp()).isFalse();
  }

  @Test
  void budget_is_not_used_up_when_no_job_waits_for_it() {
    told("budget");
    budget.recovered();
    assertThat(budget.isUsedUp()).isFalse();
  }

  private void told(String why) {
    budget.exceeded(new StoreResult.Wait(Duration.ofSeconds(1), why));
  }
}
