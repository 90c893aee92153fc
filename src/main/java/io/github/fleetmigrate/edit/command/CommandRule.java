package io.github.fleetmigrate.edit.command;

/**
 * One rule about what may stand behind a program's name.
 *
 * @param match words; {@code {host}} stands for the name of one host, any other name for one word or part of a word, and
 *     a last word that ends in {@code ...} for one or more words of its form
 * @param replace the whole command that takes the place of program and words, with the same names; null where there is
 *     none
 * @param reason why such a command is left alone; for rules without a replacement
 */
public record CommandRule(String match, String replace, String reason) {}
