package io.github.fleetmigrate.edit.mentions;

import java.util.Locale;
import java.util.regex.Pattern;

/** What kind of file a path names, as far as rewriting commands in it is concerned. */
public enum FileClass {
  /** A document that people work by. */
  DOCUMENT("a living document"),
  /** Archives, blog posts, changelogs, dated notes: a record of how it was. */
  HISTORY("history is left as it was"),
  /** Says what someone means to do: its commands are about the tool of then. */
  PLAN("a plan: look at it by hand"),
  NIX("Nix code"),
  JUSTFILE("a justfile"),
  SCRIPT("a script: look at it by hand"),
  BUILD("a build file: look at it by hand"),
  LOCK("generated"),
  /** May hold secrets; never read. */
  SECRET("may hold secrets and is not read"),
  OTHER("look at it by hand");

  private static final Pattern HISTORY_PATH =
      pattern(
          "(^|/)(archives?|archived|attic|old|history|blog|posts|prds?|changelogs?)/",
          "(^|/)(changelog|history|news|releases?)(\\.(md|markdown|txt|rst|org|adoc))?$",
          "(^|[/_-])(19|20)[0-9]{2}[-_][01][0-9]([-_][0-3][0-9])?([^0-9]|$)",
          "\\.(old|bak|orig|archived|deprecated)(\\.[0-9]+)?$|~$");
  private static final Pattern PLAN_PATH =
      pattern("(^|/)\\.?(plans?|planning|todos?)/", "(^|/)(todo([^a-z/][^/]*)?|[^/]*migrat(e|ion)[^/]*)\\.(md|markdown)$");
  private static final Pattern SECRET_PATH =
      pattern(
          "(^|/)(secrets?|keys|credentials)(/|$)",
          "(^|/)[^/]*(secrets?|passwords?|credentials?|tokens?)[^/]*\\.(ya?ml|json|env|toml|ini|conf|txt)$",
          "(^|/)secrets?\\.nix$",
          "(^|/)\\.?sops\\.|\\.(sops|enc)\\.[a-z]+$",
          "\\.(age|pem|key|gpg|asc|p12|pfx|kdbx|env)$|(^|/)\\.env(\\.[^/]*)?$",
          "(^|/)(id_[a-z0-9]+|[^/]*_key|\\.netrc|\\.pgpass|\\.htpasswd)$");

  private static final Pattern BUILD_PATH =
      pattern(
          "(^|/)(gnu)?makefile(\\.[^/]*)?$|\\.(mk|mak)$",
          "(^|/)taskfile[^/]*$|(^|/)taskfiles?/",
          "(^|/)\\.(github|gitea|forgejo)/workflows/",
          "(^|/)\\.(gitlab-ci|woodpecker|drone)\\.ya?ml$|(^|/)\\.woodpecker/",
          "(^|/)package\\.json$");

  private final String reason;

  FileClass(String reason) {
    this.reason = reason;
  }

  /** Why a mention in such a file is left alone. */
  public String reason() {
    return reason;
  }

  private static Pattern pattern(String... alternatives) {
    return Pattern.compile(String.join("|", alternatives), Pattern.CASE_INSENSITIVE);
  }

  public static FileClass of(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    String name = lower.substring(lower.lastIndexOf('/') + 1);
    if (SECRET_PATH.matcher(path).find()) {
      return SECRET;
    }
    if (name.endsWith(".lock") || name.endsWith("-lock.json")) {
      return LOCK;
    }
    if (HISTORY_PATH.matcher(path).find()) {
      return HISTORY;
    }
    if (name.equals("justfile") || name.equals(".justfile") || name.endsWith(".just")) {
      return JUSTFILE;
    }
    if (PLAN_PATH.matcher(path).find()) {
      return PLAN;
    }
    if (name.endsWith(".md") || name.endsWith(".markdown")) {
      return DOCUMENT;
    }
    if (name.endsWith(".nix")) {
      return NIX;
    }
    if (BUILD_PATH.matcher(path).find()) {
      return BUILD;
    }
    if (name.endsWith(".sh") || name.endsWith(".bash") || name.endsWith(".fish") || name.endsWith(".zsh") || name.endsWith(".py")) {
      return SCRIPT;
    }
    return OTHER;
  }
}
