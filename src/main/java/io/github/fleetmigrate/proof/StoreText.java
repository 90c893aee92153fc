package io.github.fleetmigrate.proof;

import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Finds store paths in texts. */
final class StoreText {
  private static final int HASH = 32;

  private StoreText() {}

  /**
   * Replaces store paths.
   *
   * @param store the store's folder with a slash at its end
   * @param replacement what stands for a store path, asked with the path as far as it can reach; null leaves the text
   */
  static String replace(String text, String store, Function<String, Found> replacement) {
    return replace(text, store, replacement, rest -> rest);
  }

  /** @param between what becomes of the texts between the paths that are replaced */
  static String replace(
      String text, String store, Function<String, Found> replacement, UnaryOperator<String> between) {
    int from = text.indexOf(store);
    if (from < 0) {
      return between.apply(text);
    }
    StringBuilder out = new StringBuilder(text.length());
    int copied = 0;
    while (from >= 0) {
      int end = end(text, from + store.length());
      Found found = end < 0 ? null : replacement.apply(text.substring(from, end));
      int next = from + store.length();
      if (found != null) {
        out.append(between.apply(text.substring(copied, from))).append(found.text());
        copied = from + found.length();
        next = copied;
      }
      from = text.indexOf(store, next);
    }
    return out.append(between.apply(text.substring(copied))).toString();
  }

  /**
   * @param length of the part of the path that is replaced: what follows a store path may look like more of its name
   */
  record Found(String text, int length) {}

  private static int end(String text, int begin) {
    int dash = begin + HASH;
    if (dash >= text.length() || text.charAt(dash) != '-') {
      return -1;
    }
    int end = dash + 1;
    while (end < text.length() && isNameCharacter(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isNameCharacter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "+-._?=".indexOf(c) >= 0;
  }

  /** The hash part of a store path. */
  static String hash(String storePath, String store) {
    return storePath.substring(store.length(), store.length() + HASH);
  }
}
