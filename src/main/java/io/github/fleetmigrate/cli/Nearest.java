package io.github.fleetmigrate.cli;

import java.util.Collection;
import java.util.Comparator;

/** Finds the word that a person meant. */
final class Nearest {
  /** More wrong letters than this are another word. */
  private static final int FAR = 3;

  private Nearest() {}

  /** {@code did you mean …? }, or nothing where no word is near. */
  static String hint(String given, Collection<String> words) {
    return words.stream()
        .min(Comparator.comparingInt(word -> distance(word, given)))
        .filter(word -> distance(word, given) <= Math.min(FAR, word.length() - 1))
        .map(word -> "did you mean " + word + "? ")
        .orElse("");
  }

  /** How many letters must be put in, left out or changed; case does not count. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        boolean same = Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
        row[j] = Math.min(Math.min(row[j] + 1, row[j - 1] + 1), diagonal + (same ? 0 : 1));
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
