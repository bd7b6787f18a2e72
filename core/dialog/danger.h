// What danger there is in a caller's words: how grave, of which kind, which words say so by which rule, and who
// decided.
#pragma once

#include "dialog/words.h"

namespace nightbell {

enum class DangerLevel { None, Urgent, Crisis, Emergency }; // in the order in which one outweighs another

enum class DangerJudge {
    Neither,
    Rules,   // the written words of danger and what stands around them
    Phrases, // the statistical model: a danger said in words that no rule knows
};

struct DangerFinding
{
    DangerLevel level = DangerLevel::None;
    QString category; // "cardiac", "suicidal", …; empty where nothing dangerous was even mentioned
    DangerJudge decidedBy = DangerJudge::Neither;
    float likelihood = 0;         // that this is no routine call, as the statistical model sees it
    QList<Evidence> evidence;     // what speaks for it
    QList<Evidence> explainsAway; // why a mention of danger was set aside: "negation.no", "past.ago"
    QList<Evidence> setAside;     // those mentions, each as far as what set it aside
    bool operator==(const DangerFinding &) const = default;
};

} // namespace nightbell
