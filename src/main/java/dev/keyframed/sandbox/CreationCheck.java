package dev.keyframed.sandbox;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.jackson.JacksonCodec;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Parses and checks a creation request, of the first-and-last-frame mode only
 * (src/docs/provider-api.md).
 *
 * @param job known also if the request is refused
 * @param order empty if the request is refused
 * @param refusal the reason, or success
 */
record CreationCheck(JobRef job, String prompt, Optional<AcceptedRequest> order, BaseResp refusal) {
  private static final int LONGEST_PROMPT = 2000;

  /**
   * Raises the limit of strings: a frame of almost 20 MB exceeds the usual 20 million characters as
   * base64.
   */
  private static final JsonFactory PARSERS =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(64_000_000).build())
          .build();

  /** Parses and checks a request. Slow, since it decodes the frames; for a worker thread. */
  static CreationCheck of(Buffer body) {
    JsonObject request;
    try {
      request = parsed(body);
    } catch (IOException | DecodeException | ClassCastException e) {
      return new CreationCheck(
          JobRef.of("", "", "", ""), "", Optional.empty(), BaseResp.invalid("body is not json"));
    }
    String prompt = text(request, "prompt");
    JobRef job =
        JobRef.of(
            text(request, "callback_url"),
            prompt,
            text(request, "first_frame_image"),
            text(request, "last_frame_image"));
    try {
      return new CreationCheck(job, prompt, Optional.of(order(job, request)), BaseResp.SUCCESS);
    } catch (AcceptedFrameCheck.FrameRefusedException e) {
      return new CreationCheck(job, prompt, Optional.empty(), BaseResp.invalid(e.getMessage()));
    }
  }

  private static JsonObject parsed(Buffer body) throws IOException {
    try (JsonParser parser = PARSERS.createParser(body.getBytes())) {
      return (JsonObject) JacksonCodec.fromParser(parser, Object.class);
    }
  }

  /** Counts code points, as most languages do; Java stores some as two characters. */
  private static int characters(String text) {
    return text.codePointCount(0, text.length());
  }

  private static AcceptedRequest order(JobRef job, JsonObject request)
      throws AcceptedFrameCheck.FrameRefusedException {
    demand(
        text(request, "model").equals("MiniMax-Hailuo-02"),
        "model is not supported in first and last frame mode");
    String prompt = text(request, "prompt");
    demand(characters(prompt) <= LONGEST_PROMPT, "prompt must be at most 2000 characters");
    demand(
        request.getValue("prompt_optimizer", true) instanceof Boolean,
        "prompt_optimizer must be a boolean");
    Resolution resolution =
        Resolution.of(request.containsKey("resolution") ? text(request, "resolution") : "768P")
            .orElseThrow(
                () -> new AcceptedFrameCheck.FrameRefusedException("resolution is not supported"));
    int seconds = request.getValue("duration", 6) instanceof Integer whole ? whole : -1;
    BigDecimal price =
        resolution
            .price(seconds)
            .orElseThrow(
                () ->
                    new AcceptedFrameCheck.FrameRefusedException(
                        "model does not support this duration and resolution"));
    demand(!text(request, "last_frame_image").isEmpty(), "last_frame_image is required");
    Optional<AcceptedFrame> first = Optional.empty();
    if (!text(request, "first_frame_image").isEmpty()) {
      first =
          Optional.of(
              AcceptedFrameCheck.check("first_frame_image", text(request, "first_frame_image")));
    }
    AcceptedFrame last =
        AcceptedFrameCheck.check("last_frame_image", text(request, "last_frame_image"));
    return new AcceptedRequest(
        job, prompt, first, last, resolution, seconds, price, callback(request));
  }

  private static Optional<URI> callback(JsonObject request)
      throws AcceptedFrameCheck.FrameRefusedException {
    String url = text(request, "callback_url");
    if (url.isEmpty()) return Optional.empty();
    try {
      URI uri = new URI(url);
      demand(
          uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?"),
          BaseResp.CALLBACK_DETAIL);
      return Optional.of(uri);
    } catch (URISyntaxException e) {
      throw new AcceptedFrameCheck.FrameRefusedException(BaseResp.CALLBACK_DETAIL);
    }
  }

  private static void demand(boolean kept, String rule)
      throws AcceptedFrameCheck.FrameRefusedException {
    if (!kept) throw new AcceptedFrameCheck.FrameRefusedException(rule);
  }

  /**
   * Returns a field as text; empty if it is missing.
   *
   * <p>A value of another type is converted to its text, and then refused by the check of the
   * field.
   */
  private static String text(JsonObject request, String field) {
    Object value = request.getValue(field);
    return value == null ? "" : value.toString();
  }
}
