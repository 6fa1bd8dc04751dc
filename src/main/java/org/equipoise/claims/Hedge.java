package org.equipoise.claims;

/** How a printed figure keeps from being exact. */
public enum Hedge {
  /** Nothing but rounding. */
  NONE,
  /** cirka, ca, omkring, runt, ungefär; about, around, roughly: either side. */
  ABOUT,
  /** drygt, över, mer än en bit; just over, a little over: at or up to one unit above. */
  JUST_OVER,
  /** knappt, nästan, närmare; almost, nearly, just under: below by up to one unit. */
  JUST_UNDER,
  /** minst, åtminstone; at least. */
  AT_LEAST,
  /** högst, upp till; at most, up to. */
  AT_MOST,
  /** hälften, en tredjedel, två av tre, ungefär lika mycket: a share or size told in words. */
  WORDS,
  /** 50–100, fyra till sex: from one figure to another. */
  RANGE
}
