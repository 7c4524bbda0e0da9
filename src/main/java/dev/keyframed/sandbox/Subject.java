package dev.keyframed.sandbox;

/** What a fault may be aimed at: a job, by its name or by a word of its prompt. */
record Subject(String job, String prompt) {}
