#include "dialog/danger_words.h"

#include <QCoreApplication>
#include <QHash>

namespace nightbell {

namespace {

struct Named
{
    const char *id;
    const char *name;
};

constexpr Named categories[]{
    {"abdominal", QT_TRANSLATE_NOOP("Danger", "Severe pain")},
    {"abuse", QT_TRANSLATE_NOOP("Danger", "Violence at home or abuse")},
    {"allergic", QT_TRANSLATE_NOOP("Danger", "Allergic reaction")},
    {"anaphylaxis", QT_TRANSLATE_NOOP("Danger", "Severe allergic reaction")},
    {"bite", QT_TRANSLATE_NOOP("Danger", "Bite")},
    {"bleeding", QT_TRANSLATE_NOOP("Danger", "Bleeding")},
    {"burns", QT_TRANSLATE_NOOP("Danger", "Burn")},
    {"cardiac", QT_TRANSLATE_NOOP("Danger", "Chest pain or heart")},
    {"choking", QT_TRANSLATE_NOOP("Danger", "Choking")},
    {"clinic_word", QT_TRANSLATE_NOOP("Danger", "Word of this clinic")},
    {"clot", QT_TRANSLATE_NOOP("Danger", "Blood clot")},
    {"diabetic", QT_TRANSLATE_NOOP("Danger", "Blood sugar")},
    {"distress", QT_TRANSLATE_NOOP("Danger", "Acute distress")},
    {"drowning", QT_TRANSLATE_NOOP("Danger", "Drowning")},
    {"electrocution", QT_TRANSLATE_NOOP("Danger", "Electric shock")},
    {"emergency_word", QT_TRANSLATE_NOOP("Danger", "Calls it an emergency")},
    {"exposure", QT_TRANSLATE_NOOP("Danger", "Exposure")},
    {"eye", QT_TRANSLATE_NOOP("Danger", "Eye")},
    {"fever", QT_TRANSLATE_NOOP("Danger", "Fever or illness")},
    {"heat_cold", QT_TRANSLATE_NOOP("Danger", "Heat or cold")},
    {"infant", QT_TRANSLATE_NOOP("Danger", "Sick baby")},
    {"infection", QT_TRANSLATE_NOOP("Danger", "Infection or wound")},
    {"injury", QT_TRANSLATE_NOOP("Danger", "Injury")},
    {"medication", QT_TRANSLATE_NOOP("Danger", "Medication")},
    {"obstetric", QT_TRANSLATE_NOOP("Danger", "Pregnancy or birth")},
    {"overdose_poisoning", QT_TRANSLATE_NOOP("Danger", "Overdose or poisoning")},
    {"psychosis", QT_TRANSLATE_NOOP("Danger", "Voices, delusions or breakdown")},
    {"respiratory", QT_TRANSLATE_NOOP("Danger", "Breathing")},
    {"seizure", QT_TRANSLATE_NOOP("Danger", "Seizure")},
    {"self_harm", QT_TRANSLATE_NOOP("Danger", "Self-harm")},
    {"sepsis_meningitis", QT_TRANSLATE_NOOP("Danger", "Sepsis or meningitis")},
    {"sexual_assault", QT_TRANSLATE_NOOP("Danger", "Sexual assault")},
    {"stroke", QT_TRANSLATE_NOOP("Danger", "Stroke")},
    {"suicidal", QT_TRANSLATE_NOOP("Danger", "Thoughts of suicide")},
    {"testicular", QT_TRANSLATE_NOOP("Danger", "Testicular pain")},
    {"trauma", QT_TRANSLATE_NOOP("Danger", "Serious injury")},
    {"unconscious", QT_TRANSLATE_NOOP("Danger", "Unconscious or fainting")},
    {"urgent_word", QT_TRANSLATE_NOOP("Danger", "Says that it is urgent")},
    {"urinary", QT_TRANSLATE_NOOP("Danger", "Urine or kidneys")},
    {"violence", QT_TRANSLATE_NOOP("Danger", "Violence")},
    {"weakness", QT_TRANSLATE_NOOP("Danger", "Weakness or confusion")},
};

QString told(const char *text) { return QCoreApplication::translate("Danger", text); }

} // namespace

QString levelId(DangerLevel level)
{
    static const QStringList ids{QStringLiteral("none"), QStringLiteral("urgent"), QStringLiteral("crisis"),
                                 QStringLiteral("emergency")};
    return ids[int(level)];
}

QString levelName(DangerLevel level)
{
    switch (level) {
    case DangerLevel::None:
        return told(QT_TRANSLATE_NOOP("Danger", "No danger"));
    case DangerLevel::Urgent:
        return told(QT_TRANSLATE_NOOP("Danger", "Urgent"));
    case DangerLevel::Crisis:
        return told(QT_TRANSLATE_NOOP("Danger", "Crisis"));
    case DangerLevel::Emergency:
        return told(QT_TRANSLATE_NOOP("Danger", "Emergency"));
    }
    return {};
}

QString categoryName(const QString &category)
{
    for (const Named &named : categories)
        if (category == QLatin1String(named.id))
            return told(named.name);
    return told(QT_TRANSLATE_NOOP("Danger", "Something dangerous"));
}

QString whyOf(const DangerFinding &finding, const Words &said)
{
    const bool isDanger = finding.level != DangerLevel::None;
    const QList<Evidence> &reasons = isDanger ? finding.evidence : finding.explainsAway;
    if (reasons.isEmpty())
        return isDanger ? categoryName(finding.category) : QString();
    const Evidence &first = reasons.first();
    const QString words = joined(said, first.first, first.count);
    if (!isDanger)
        return told(QT_TRANSLATE_NOOP("Danger", "Set aside because of “%1” (%2)")).arg(words, first.rule);
    if (finding.decidedBy == DangerJudge::Phrases)
        return told(QT_TRANSLATE_NOOP("Danger", "%1: sounds like it, most of all “%2”"))
            .arg(categoryName(finding.category), words);
    return told(QT_TRANSLATE_NOOP("Danger", "%1: “%2” (rule %3)"))
        .arg(categoryName(finding.category), words, first.rule);
}

} // namespace nightbell
