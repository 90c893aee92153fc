package io.github.fleetmigrate.tui.model;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.Sequence;
import org.eclipse.jgit.diff.SequenceComparator;

/**
 * Where two versions of one line differ, by words. Two lines that have little in common are not versions of one another:
 * nothing is marked in them.
 *
 * @param before the parts that went
 * @param after the parts that came
 */
record WordDiff(List<Range> before, List<Range> after) {
  private static final WordDiff NONE = new WordDiff(List.of(), List.of());
  private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{N}_]+|\\s+|.", Pattern.DOTALL);

  /** From a character to another, which is outside. */
  record Range(int start, int end) {}

  WordDiff {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  static WordDiff of(String before, String after) {
    Words a = Words.of(before);
    Words b = Words.of(after);
    EditList edits = new HistogramDiff().diff(new SameWord(), a, b);
    List<Range> went = new ArrayList<>();
    List<Range> came = new ArrayList<>();
    int kept = words(before);
    for (Edit edit : edits) {
      if (edit.getLengthA() > 0) {
        Range range = new Range(a.start(edit.getBeginA()), a.start(edit.getEndA()));
        kept -= words(before.substring(range.start(), range.end()));
        went.add(range);
      }
      if (edit.getLengthB() > 0) {
        came.add(new Range(b.start(edit.getBeginB()), b.start(edit.getEndB())));
      }
    }
    int longer = Math.max(words(before), words(after));
    return kept * 5 < longer * 2 ? NONE : new WordDiff(went, came);
  }

  /** How much of a text is in words: signs alone make no two lines alike. */
  private static int words(String text) {
    return (int) text.chars().filter(Character::isLetterOrDigit).count();
  }

  /** A line's words, blanks and signs. */
  private static final class Words extends Sequence {
    private final List<String> words;
    private final List<Integer> starts;

    private Words(List<String> words, List<Integer> starts) {
      this.words = words;
      this.starts = starts;
    }

    static Words of(String line) {
      List<String> words = new ArrayList<>();
      List<Integer> starts = new ArrayList<>();
      Matcher matcher = TOKEN.matcher(line);
      while (matcher.find()) {
        words.add(matcher.group());
        starts.add(matcher.start());
      }
      starts.add(line.length());
      return new Words(words, starts);
    }

    int start(int word) {
      return starts.get(word);
    }

    @Override
    public int size() {
      return words.size();
    }
  }

  private static final class SameWord extends SequenceComparator<Words> {
    @Override
    public boolean equals(Words a, int ai, Words b, int bi) {
      return a.words.get(ai).equals(b.words.get(bi));
    }

    @Override
    public int hash(Words words, int index) {
      return words.words.get(index).hashCode();
    }
  }
}
