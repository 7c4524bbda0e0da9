package dev.keyframed.support.net;

/**
 * Holds user and password for a Redis server. Never displayed.
 *
 * @param username empty for the default user
 * @param password empty if none was given
 */
public record RedisLogin(String username, String password) {
  static final RedisLogin NONE = new RedisLogin("", "");

  /** Fills the missing parts from another login. */
  RedisLogin or(RedisLogin other) {
    return new RedisLogin(
        username.isEmpty() ? other.username : username,
        password.isEmpty() ? other.password : password);
  }

  /** Returns a fixed text without user and password. */
  @Override
  public String toString() {
    return "RedisLogin[hidden]";
  }
}
