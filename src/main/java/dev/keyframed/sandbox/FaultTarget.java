package dev.keyframed.sandbox;

/** Identifies what a fault may select: a job, by its name or by a word of its prompt. */
record FaultTarget(String job, String prompt) {}
