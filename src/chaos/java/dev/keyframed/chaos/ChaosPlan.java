package dev.keyframed.chaos;

/**
 * Configures one run of the harness; the seed decides all that is random.
 *
 * <p>That is which fault affects which request, and after how many calls a stop point applies.
 *
 * @param kills processes to be killed; the run goes on until all are, and all jobs have a result
 * @param redisRestarts how often Redis is killed and restarted on the same data
 * @param window jobs open at once
 */
record ChaosPlan(long seed, int jobs, int kills, int redisRestarts, int window, String faults) {
  /** Lists the faults of the provider that a run combines. */
  static final String FAULTS =
      "lost_answer=3%,lost_answer_before_challenge=2%,lost_answer_no_task=2%,late_answer=1%,"
          + "cut_answer=1%,voted_code_1000=1%,created_code_1000=1%,created_http_502=2%,"
          + "created_non_json=1%,create_code_1002=1%,challenge_twice=2%,challenge_late=1%,"
          + "push_before_answer=5%,fail_0=1%,fail_1026=1%,push_never=3%,push_late=2%,push_twice=5%,"
          + "push_out_of_order=3%,push_numeric_ids=2%,push_foreign_task=1%,push_malformed=1%,"
          + "query_code_1000=2%,query_http_502=2%,query_cut=2%,query_unknown_status=1%,"
          + "query_success_without_file=1%,query_status_back=1%,file_http_502=2%,file_cut=1%,"
          + "download_cut=3%,download_expired=2%,download_truncated=1%,download_http_503=2%,"
          + "download_range_ignored=2%,download_etag_changed=2%";
}
