package dev.keyframed.net;

/**
 * Names who logs in to a Redis. Never shown.
 *
 * @param username empty for the default user
 * @param password empty where none was given
 */
public record RedisLogin(String username, String password) {
  static final RedisLogin NONE = new RedisLogin("", "");

  /** Returns this login with what it lacks taken from the other one. */
  RedisLogin or(RedisLogin other) {
    return new RedisLogin(
        username.isEmpty() ? other.username : username,
        password.isEmpty() ? other.password : password);
  }

  /** Shows nothing of it. */
  @Override
  public String toString() {
    return "RedisLogin[hidden]";
  }
}
