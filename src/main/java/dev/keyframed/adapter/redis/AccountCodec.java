package dev.keyframed.adapter.redis;

import dev.keyframed.job.Account;
import dev.keyframed.job.Account.Challenges;
import dev.keyframed.job.Account.HoldReason;
import dev.keyframed.job.Doubt;
import dev.keyframed.job.PassingTrouble;
import java.util.Map;

/**
 * Converts the account to and from the fields of its hash. A missing hash is {@link Account#NEW}.
 */
final class AccountCodec {
  private AccountCodec() {}

  static Map<String, String> fields(Account account) {
    HashFields fields = new HashFields();
    fields.putNumber("version", account.version());
    fields.putWord("challenges", account.challenges());
    fields.putWord("hold", account.hold());
    fields.put("hold_message", account.holdMessage());
    fields.putMoment("hold_since", account.holdSince());
    fields.putNumber("strikes", account.consecutiveFailures());
    fields.putMoment("struck_at", account.lastFailureAt());
    fields.putMoment("pause_until", account.pauseUntil());
    fields.putNumber("echo_failures", account.echoFailures());
    fields.putMoment("probe_callback_at", account.probeCallbackAt());
    fields.putNumber("voided_waves", account.doubt().waves());
    fields.putNumber("voided_attempts", account.doubt().attempts());
    fields.putMoment("voided_at", account.doubt().at());
    write(fields, account.trouble());
    return fields.written();
  }

  private static void write(HashFields fields, PassingTrouble trouble) {
    if (trouble != null) {
      fields.putWord("trouble_reason", trouble.reason());
      fields.put("trouble_message", trouble.message());
      fields.putMoment("trouble_since", trouble.since());
    }
  }

  private static PassingTrouble trouble(HashFields fields) {
    PassingTrouble.Cause reason = fields.word("trouble_reason", PassingTrouble.Cause.class);
    return reason == null
        ? null
        : new PassingTrouble(
            reason, fields.text("trouble_message"), fields.moment("trouble_since"));
  }

  static Account account(Map<String, String> stored) {
    HashFields fields = new HashFields(stored);
    Challenges challenges = fields.word("challenges", Challenges.class);
    return new Account(
        fields.number("version"),
        challenges == null ? Challenges.UNKNOWN : challenges,
        fields.word("hold", HoldReason.class),
        fields.text("hold_message"),
        fields.moment("hold_since"),
        fields.count("strikes"),
        fields.moment("struck_at"),
        fields.moment("pause_until"),
        fields.count("echo_failures"),
        fields.moment("probe_callback_at"),
        new Doubt(
            fields.count("voided_waves"),
            fields.count("voided_attempts"),
            fields.moment("voided_at")),
        trouble(fields));
  }
}
