package io.github.fleetmigrate.proof;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hides what may be a secret in a text that a person will see and a journal will keep. In doubt it hides: a line too much
 * that says {@code (hidden)} does no harm. Two texts can still be compared afterwards: each secret has a number, which
 * {@link #shown} takes away.
 */
final class Secrets {
  private static final String WORDS =
      "(?:passw(?:or)?d|passphrase|passcode|requirepass|secret|token|api[_-]?key|private[_-]?key|pre-?shared-?key|psk"
          + "|wep_?key|credential|(?:auth|access|signing|encryption|master|session|shared)[_-]?key|authorization"
          + "|\\br[ow]community6?\\b|\\bpass\\b|\\bpw\\b|_pass\\b|pass_)";
  private static final String NAME = "[\\w.\\-]{0,48}" + WORDS + "[\\w.\\-]{0,48}";
  /** Names of settings that say how secrets are handled. */
  private static final Pattern HANDLING =
      Pattern.compile(
          "(?i).*(?:authentication|permitemptypasswords|needspassword|loadcredential\\w*|importcredential|nopasswd"
              + "|prohibit-password|without-password)");
  /** Names of settings that say where secrets lie. */
  private static final Pattern WHERE = Pattern.compile("(?i).*(?:files?|paths?|dir|directory)");
  private static final Pattern PLACE = Pattern.compile("[\"']?[/<~][^\\s]*[\"']?,?;?");
  private static final Pattern HARMLESS =
      Pattern.compile(
          "(?i)[\"']?(?:yes|no|true|false|null|none|never|on|off|\\(hidden.*|)[\"']?[,;]?|(?:required|requisite|sufficient|optional|include|substack|\\[).*"
              + "|[\"']?!+[\"']?");
  private static final Pattern NAMED = Pattern.compile("(?i)" + NAME);
  private static final Pattern FILE =
      Pattern.compile(
          "(?i).*(?:\\.(?:key|pem|p12|pfx|jks|age|kdbx|psk|secret|token)|id_(?:rsa|dsa|ecdsa|ed25519)|shadow|htpasswd|netrc|pgpass"
              + "|wpa_supplicant-secrets)(?:\\.drv)?");
  private static final Pattern ASSIGNED =
      Pattern.compile(
          "(?i)("
              + NAME
              + ")([\"']?[ \\t]*(?:=>|:=|=|:)[ \\t]*|[\"']?[ \\t]+)"
              + "(\"(?:\\\\.|[^\"\\\\\\n])*\"|'[^'\\n]*'|\\[[^\\]]*\\]?|\\{[^}]*}?|[^\\n]*)");
  private static final Pattern BLOCK = Pattern.compile("(?i)(" + NAME + "[ \\t]*:[ \\t]*[|>][-+]?\\n)((?:[ \\t]+[^\\n]*\\n?)+)");
  private static final Pattern ELEMENT = Pattern.compile("(?i)(<(" + NAME + ")(?: [^>]*)?>)([^<]*)(</)");
  private static final Pattern PEM =
      Pattern.compile("(-----BEGIN [A-Z0-9 ]*PRIVATE KEY[A-Z ]*-----)([\\s\\S]*?)(-----END|$(?![\\s\\S]))");
  private static final Pattern URL = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*://)([^\\s/@\"'<>]+)@");
  private static final Pattern KNOWN =
      Pattern.compile(
          "\\$(?:[0-9][a-z]?|y|gy|apr1|argon2\\w*|scrypt|yescrypt|pbkdf2[\\w-]*|sha1|md5)\\$[^\\s\"',:;]+"
              + "|\\{S?SHA[0-9]*}[A-Za-z0-9+/=]+"
              + "|\\b(?:gh[pousr]_\\w{16,}|github_pat_\\w+|glpat-[\\w-]{12,}|xox[abeprs]-[\\w-]+|A[KS]IA[0-9A-Z]{12,}|sk-[\\w-]{16,}"
              + "|tskey-[\\w-]+|hf_\\w{20,}|dop_v1_\\w+|npm_\\w{30,}|eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*)"
              + "|AGE-SECRET-KEY-1[0-9A-Z]+|LS0tLS1CRUdJTi[A-Za-z0-9+/=]+"
              + "|(?i:\\b(?:bearer|basic)[ \\t]+[A-Za-z0-9+/=._~-]{8,})");
  /** A line that is one long word of mixed characters: what a file has that is nothing but a key. */
  private static final Pattern BARE =
      Pattern.compile("(?m)^(?!AAAA)(?=[^\\n]*[a-z])(?=[^\\n]*[A-Z])(?=[^\\n]*[0-9])[A-Za-z0-9+=_~!@#%^&*-][A-Za-z0-9+/=_~!@#%^&*-]{19,}$");

  private final Map<String, Integer> numbers = new HashMap<>();

  /** Whether what is called so may be a secret itself. */
  static boolean isName(String name) {
    return NAMED.matcher(name).matches() && !HANDLING.matcher(name).matches() && !WHERE.matcher(name).matches();
  }

  /** Whether a file called so is a secret altogether. */
  static boolean isSecretFile(String name) {
    return FILE.matcher(name).matches();
  }

  /** The text with a numbered mark in the place of every secret. */
  String hide(String text) {
    String out = replace(PEM, text, m -> m.group(1) + mark(m.group(2)) + m.group(3));
    out = replace(BLOCK, out, m -> m.group(1) + "  " + mark(m.group(2)) + "\n");
    out = replace(ELEMENT, out, m -> isName(m.group(2)) ? m.group(1) + mark(m.group(3)) + m.group(4) : m.group());
    out = hideKnown(out);
    out = replace(ASSIGNED, out, this::assigned);
    return replace(BARE, out, m -> mark(m.group()));
  }

  /** Only credentials in URLs, and what has the form of a secret whatever stands around it. */
  String hideKnown(String text) {
    String out = replace(URL, text, m -> m.group(1) + credentials(m.group(2)) + "@");
    return replace(KNOWN, out, m -> mark(m.group()));
  }

  private String assigned(Matcher m) {
    String name = m.group(1);
    String value = m.group(3).strip();
    if (HARMLESS.matcher(value).matches()) {
      return m.group();
    }
    boolean plain =
        HANDLING.matcher(name).matches()
            || WHERE.matcher(name).matches() && (m.group(2).isBlank() || PLACE.matcher(value).matches());
    // The rest of the line is looked at by itself: another name may stand there.
    return name + m.group(2) + (plain ? replace(ASSIGNED, m.group(3), this::assigned) : mark(value));
  }

  /** A user's name in front of a colon is none. */
  private String credentials(String user) {
    int colon = user.indexOf(':');
    if (colon < 0) {
      return user.length() < 20 ? user : mark(user);
    }
    return user.substring(0, colon + 1) + mark(user.substring(colon + 1));
  }

  private String mark(String secret) {
    return "(hidden\u0001" + numbers.computeIfAbsent(secret, s -> numbers.size()) + "\u0001)";
  }

  /** What a person sees of a text that {@link #hide} gave. */
  static String shown(String hidden) {
    return hidden.replaceAll("\u0001[0-9]*\u0001", "");
  }

  private interface Replacement {
    String of(Matcher match);
  }

  private static String replace(Pattern pattern, String text, Replacement replacement) {
    return pattern.matcher(text).replaceAll(match -> Matcher.quoteReplacement(replacement.of((Matcher) match)));
  }
}
