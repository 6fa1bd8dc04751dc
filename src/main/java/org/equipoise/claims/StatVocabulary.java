package org.equipoise.claims;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The names of arguments, English and Swedish. */
final class StatVocabulary {

  private static final Map<String, String> NAMES = new HashMap<>();

  static {
    name("estimate", "b", "coefficient", "effect", "difference", "skattning", "estimat", "effekt",
        "skillnad", "koefficient");
    name("se", "stderr", "std.error", "standard error", "medelfel", "standardfel");
    name("statistic", "t", "z", "teststatistika", "testvärde", "kvot");
    name("low", "lower", "conf.low", "undre", "nedre");
    name("high", "upper", "conf.high", "övre");
    name("ci", "interval", "confidence interval", "konfidensintervall", "intervall", "ki");
    name("half", "margin", "half-width", "felmarginal", "halvbredd");
    name("p", "pvalue", "p-value", "p.value", "pvärde", "p-värde");
    name("stars", "stjärnor");
    name("significant", "signifikant", "significance", "signifikans");
    name("df", "frihetsgrader", "fg");
    name("df1", "täljarens frihetsgrader");
    name("df2", "nämnarens frihetsgrader");
    name("n", "cases", "antal", "base size");
    name("k", "parameters", "parametrar");
    name("tails", "sides", "sidor", "sidig");
    name("test", "distribution", "fördelning");
    name("level", "nivå", "konfidensgrad");
    name("alpha", "alfa", "significance level", "signifikansnivå");
    name("legend", "teckenförklaring", "nyckel");
    name("scale", "skala");
    name("sd", "standard deviation", "standardavvikelse");
    name("mean", "medel", "medelvärde");
    name("items", "questions", "frågor", "delfrågor");
    name("min", "lowest", "lägsta");
    name("max", "highest", "högsta");
    name("divisor", "nämnare");
    name("variance", "varians");
    name("means", "medelvärden", "effects", "effekter");
    name("parts", "delar", "plus", "arms", "armar", "grupper", "groups");
    name("weights", "vikter");
    name("shares", "andelar");
    name("sds", "standardavvikelser");
    name("sum", "summa", "whole", "helhet");
    name("from", "från", "of", "av", "base", "bas");
    name("minus", "without", "utom");
    name("share", "andel", "proportion");
    name("answered", "svarade", "svar", "count");
    name("late", "effect of treatment");
    name("itt", "effect of assignment");
    name("first", "first stage", "förstasteg", "förstasteget");
    name("treated", "insatsgrupp", "treatment", "behandlade");
    name("control", "kontroll", "kontrollgrupp");
    for (String group : new String[] {"1", "2"}) {
      name("estimate" + group, "b" + group, "effect" + group, "effekt" + group);
      name("se" + group, "medelfel" + group);
      name("mean" + group, "m" + group, "medel" + group);
      name("sd" + group, "s" + group);
      name("n" + group, "antal" + group);
    }
    name("f");
    name("chi2", "chi-square", "chitvå", "x2");
    name("r", "correlation", "korrelation");
  }

  private StatVocabulary() {}

  private static void name(String canonical, String... synonyms) {
    NAMES.put(canonical, canonical);
    for (String synonym : synonyms) {
      NAMES.put(synonym, canonical);
    }
  }

  /** The relations' own name for an argument; the name as written when it is none of them. */
  static String argument(String written) {
    String plain = written.strip().toLowerCase(Locale.ROOT).replace('_', ' ');
    return NAMES.getOrDefault(plain, plain);
  }
}
