package dev.keyframed.sandbox;

/**
 * Maps a business code to the error of the second API.
 *
 * @param status the HTTP status
 * @param type the error's type
 */
record ErrorShape(int status, String type) {
  static ErrorShape of(int code) {
    return switch (code) {
      case 1002, 1039, 1041, 2045 -> new ErrorShape(429, "rate_limit_error");
      case 1004, 2049 -> new ErrorShape(401, "authentication_error");
      case 1008 -> new ErrorShape(402, "insufficient_balance_error");
      case 1026, 1027 -> new ErrorShape(422, "invalid_request_error");
      case 1000, 1013, 1024, 1033 -> new ErrorShape(500, "server_error");
      default -> new ErrorShape(400, "invalid_request_error");
    };
  }
}
