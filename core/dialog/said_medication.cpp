#include "dialog/said_medication.h"

#include "dialog/phrase_book.h"
#include "dialog/word_groups.h"

namespace nightbell {

namespace {

bool isMedicineNoun(const QString &word)
{
    static const WordSet papers("prescription prescriptions script scripts medication medications meds");
    static const WordSet forms(
        "inhaler puffer pills pill tablets tablet capsules drops cream ointment patches spray "
        "shots injection injections medicine medicines syrup gel lotion pen pens strips thinners");
    return forms.has(word) || papers.has(word);
}

// What may stand before the noun: what the medicine is for, or what it is made for. "my" and "some" are not.
bool describes(const QString &word)
{
    static const WordSet purposes(
        "blood pressure thyroid cholesterol heart asthma allergy water sleeping pain birth control eye ear nasal skin "
        "diabetes sugar reflux antibiotic steroid iron vitamin migraine arthritis gout anxiety depression hormone hrt "
        "nausea acne eczema epilepsy seizure adhd contraceptive stomach acid blue brown purple reliever preventer "
        "rash");
    return purposes.has(word);
}

bool isNamed(const QString &word)
{
    static const WordSet alone("contraception hrt warfarin steroids antidepressants insulin epipen");
    return groupOf(word) == QStringLiteral("#drug") || alone.has(word);
}

} // namespace

std::optional<SaidMedication> saidMedication(const Words &said)
{
    for (int at = 0; at < said.size(); ++at) {
        int first = at, last = at;
        if (isMedicineNoun(said[at].text)) {
            while (first > 0 && (describes(said[first - 1].text) || isNamed(said[first - 1].text)))
                --first;
            if (first == at && said[at].text != QStringLiteral("inhaler"))
                continue; // "my pills" names none
        } else if (isNamed(said[at].text)) {
            while (first > 0 && describes(said[first - 1].text))
                --first;
            if (at + 1 < said.size() && isMedicineNoun(said[at + 1].text))
                last = at + 1;
        } else if (said[at].text == QStringLiteral("birth") && at + 1 < said.size()
                   && said[at + 1].text == QStringLiteral("control")) {
            last = at + 1;
        } else {
            continue;
        }
        const bool paper = groupOf(said[last].text) == QStringLiteral("#medicine")
            && (said[last].text.startsWith(QStringLiteral("prescription"))
                || said[last].text.startsWith(QStringLiteral("script")));
        const int count = last - first + (paper && last > first ? 0 : 1);
        return SaidMedication{joined(said, first, count), {first, count, QStringLiteral("medication.words")}};
    }
    return {};
}

} // namespace nightbell
