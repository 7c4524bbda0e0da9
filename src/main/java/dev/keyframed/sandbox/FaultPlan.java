package dev.keyframed.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses and holds the plan that says which faults occur, and when.
 *
 * <p>Rules are separated by commas:
 *
 * <ul>
 *   <li>{@code lost_answer=5%}: by chance, at each opportunity;
 *   <li>{@code job:ID=lost_answer}: once, for the job with that id (from its callback URL, else the
 *       digest of its request);
 *   <li>{@code nth:3=lost_answer}: once, for the third job that requests a creation since the plan
 *       was set;
 *   <li>{@code prompt:WORD=lost_answer}: once, for each job whose prompt contains the word;
 *   <li>{@code ...=lost_answer*3}: three times.
 * </ul>
 *
 * <p>If several rules match one opportunity, the first of the plan that fires is used, and the
 * others wait. So two rules for one job fire one after the other. Creation faults occur only at
 * requests that would be accepted without them.
 */
public final class FaultPlan {
  /** Holds no faults. */
  public static final FaultPlan NONE = new FaultPlan(List.of());

  private static final Pattern CHANCE = Pattern.compile("(\\d+(?:\\.\\d+)?)%");
  private static final Pattern TIMES = Pattern.compile("([^*]+)\\*(\\d{1,6})");

  private final List<FaultRule> rules;

  private FaultPlan(List<FaultRule> rules) {
    this.rules = List.copyOf(rules);
  }

  /**
   * Parses a plan; an empty text is {@link #NONE}.
   *
   * @throws IllegalArgumentException with a message for people that names the wrong rule
   */
  public static FaultPlan parse(String text) {
    List<FaultRule> rules = new ArrayList<>();
    for (String rule : text.split(",", -1)) {
      if (!rule.isBlank()) rules.add(rule(rule.strip()));
    }
    return rules.isEmpty() ? NONE : new FaultPlan(rules);
  }

  List<FaultRule> rules() {
    return rules;
  }

  private static FaultRule rule(String text) {
    int equals = text.lastIndexOf('=');
    if (equals < 0) throw wrong(text);
    String left = text.substring(0, equals);
    String right = text.substring(equals + 1);
    int colon = left.indexOf(':');
    if (colon < 0) return new FaultRule.ByChance(PlannedFault.parse(left), chance(text, right));
    Matcher times = TIMES.matcher(right);
    boolean repeated = times.matches();
    PlannedFault play = PlannedFault.parse(repeated ? times.group(1) : right);
    int most = repeated ? Integer.parseInt(times.group(2)) : 1;
    return new FaultRule.Scripted(
        target(text, left.substring(0, colon), left.substring(colon + 1)), play, most);
  }

  private static FaultRule.RuleTarget target(String rule, String kind, String value) {
    if (value.isEmpty()) throw wrong(rule);
    return switch (kind) {
      case "job" -> (subject, ordinal) -> subject.job().equals(value);
      case "prompt" -> (subject, ordinal) -> subject.prompt().contains(value);
      case "nth" -> nth(rule, value);
      default -> throw wrong(rule);
    };
  }

  private static FaultRule.RuleTarget nth(String rule, String value) {
    if (!value.matches("[1-9]\\d{0,8}")) throw wrong(rule);
    int wanted = Integer.parseInt(value);
    return (subject, ordinal) -> ordinal == wanted;
  }

  private static double chance(String rule, String text) {
    Matcher percent = CHANCE.matcher(text);
    if (!percent.matches()) throw wrong(rule);
    double chance = Double.parseDouble(percent.group(1)) / 100;
    if (chance > 1) throw wrong(rule);
    return chance;
  }

  private static IllegalArgumentException wrong(String rule) {
    return new IllegalArgumentException(
        "fault rule '"
            + rule
            + "': expected NAME=PERCENT% (0 to 100), or job:ID=NAME, nth:N=NAME, prompt:WORD=NAME, each with *TIMES if more than once");
  }
}
