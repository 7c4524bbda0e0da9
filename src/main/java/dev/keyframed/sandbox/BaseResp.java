package dev.keyframed.sandbox;

import io.vertx.core.json.JsonObject;

/**
 * Represents the result code that each JSON answer of the provider has (src/docs/provider-api.md).
 *
 * @param code 0 for success
 * @param text for people only
 */
record BaseResp(int code, String text) {
  static final BaseResp SUCCESS = new BaseResp(0, "success");

  /**
   * Names the only text of the provider with a meaning: with 2013, the callback URL did not echo.
   */
  static final String CALLBACK_DETAIL = "fail to check callback url";

  static BaseResp of(int code) {
    return new BaseResp(code, textOf(code));
  }

  static BaseResp invalid(String detail) {
    return new BaseResp(2013, "invalid params, " + detail);
  }

  JsonObject json() {
    return new JsonObject().put("status_code", code).put("status_msg", text);
  }

  private static String textOf(int code) {
    return switch (code) {
      case 0 -> "success";
      case 1000 -> "unknown error";
      case 1001 -> "request timeout";
      case 1002 -> "rate limit exceeded(RPM)";
      case 1004 ->
          "login fail: Please carry the API secret key in the 'Authorization' field of the request header";
      case 1008 -> "insufficient balance";
      case 1013, 1024 -> "internal error";
      case 1026 -> "input new_sensitive";
      case 1027 -> "output new_sensitive";
      case 1033 -> "downstream service error";
      case 1039 -> "rate limit exceeded(TPM)";
      case 1041 -> "conn limit";
      case 1042 -> "invisible character ratio limit";
      case 2013 -> "invalid params";
      case 2045 -> "rate growth limit";
      case 2049 -> "invalid api key";
      case 2056 -> "usage limit exceeded";
      default -> "error " + code;
    };
  }
}
