package io.github.fleetmigrate.edit.markdown;

import io.github.fleetmigrate.edit.command.CommandRules;
import io.github.fleetmigrate.text.TextEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * Rewrites commands in code spans and code blocks. Prose is left alone, and so are blocks in a language that is not a
 * shell's.
 */
public final class MarkdownCommands {
  /** Languages of scripts: a quote may span lines. */
  private static final Set<String> SCRIPTS = Set.of("sh", "bash", "shell", "zsh", "fish");

  /** Languages of blocks that are read line by line, as people type them. */
  private static final Set<String> LINES =
      Set.of("", "console", "shell-session", "sh-session", "terminal", "text", "txt", "just", "justfile", "make", "makefile");

  private final CommandRules rules;

  public MarkdownCommands(CommandRules rules) {
    this.rules = rules;
  }

  /** Edits over the original text, and commands of a known tool that are not rewritten. */
  public CommandRules.Result rewrite(String markdown) {
    List<TextEdit> edits = new ArrayList<>();
    List<CommandRules.Left> left = new ArrayList<>();
    Parser parser = Parser.builder().includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES).build();
    parser
        .parse(markdown)
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(Code code) {
                SpannedText text = SpannedText.inCode(markdown, code.getSourceSpans());
                collect(text, rules.rewriteLines(text.text()));
              }

              @Override
              public void visit(FencedCodeBlock block) {
                String language = language(block);
                List<SourceSpan> spans = block.getSourceSpans();
                int last = block.getClosingFenceLength() == null ? spans.size() : spans.size() - 1;
                SpannedText text = SpannedText.ofLines(markdown, spans.subList(Math.min(1, last), last));
                if (SCRIPTS.contains(language)) {
                  collect(text, rules.rewrite(text.text()));
                } else if (LINES.contains(language)) {
                  collect(text, rules.rewriteLines(text.text()));
                }
              }

              @Override
              public void visit(IndentedCodeBlock block) {
                SpannedText text = SpannedText.ofLines(markdown, block.getSourceSpans());
                collect(text, rules.rewriteLines(text.text()));
              }

              private void collect(SpannedText text, CommandRules.Result result) {
                result.edits().forEach(e -> edits.add(new TextEdit(text.range(e.range()), e.replacement())));
                result.left().forEach(l -> left.add(new CommandRules.Left(text.range(l.range()), l.command(), l.reason(), l.equal())));
              }
            });
    return new CommandRules.Result(edits, left);
  }

  /** The first word of what stands behind the fence, without Pandoc's braces and dots. */
  private static String language(FencedCodeBlock block) {
    String info = block.getInfo() == null ? "" : block.getInfo().strip().toLowerCase(Locale.ROOT);
    return info.replaceFirst("^\\{\\s*\\.?", "").split("[\\s,{}]", 2)[0];
  }
}
