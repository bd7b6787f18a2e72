#include "dialog/knowledge.h"

#include <algorithm>
#include <cmath>

namespace nightbell {
namespace {

constexpr double likeEnough = 0.45;   // below, it is another question
constexpr double tellsMuch = 0.5;     // at least one shared word has to
constexpr double sharedAtLeast = 0.5; // of what the question's words tell

// Words of one meaning to a caller; the first stands for all.
const QHash<QString, QString> &sameMeaning()
{
    static const QHash<QString, QString> table = [] {
        QHash<QString, QString> made;
        for (const char *line : {"park parking lot garage car",
                                 "cost price fee charge expensive pay much rate",
                                 "insurance plan coverage",
                                 "doctor physician gp provider clinician",
                                 "jab shot vaccine vaccination immunization immunisation",
                                 "child kid kids children pediatric paediatric",
                                 "mask masks face",
                                 "wheelchair ramp step disabled accessible accessibility",
                                 "email mail",
                                 "fax faxes",
                                 "form paperwork document",
                                 "record chart file",
                                 "wifi internet",
                                 "language interpreter translator",
                                 "toilet restroom bathroom",
                                 "bus train subway tram transit",
                                 "cash card credit debit",
                                 "late delay",
                                 "bring take carry",
                                 "eat fast fasting food drink",
                                 "elevator lift",
                                 "pet dog animal",
                                 "video telehealth virtual online zoom",
                                 "lab laboratory"}) {
            const QStringList words = QString::fromLatin1(line).split(u' ');
            for (const QString &word : words)
                made.insert(word, words.first());
        }
        return made;
    }();
    return table;
}

bool saysNothing(const QString &word)
{
    static const QSet<QString> idle = [] {
        const QStringList words =
            QStringLiteral(
                "a an the is are am was were be been do does did have has had can could would should will shall may "
                "might "
                "must i im id ill ive me my mine we us our you your youre yours they them their he she it its this "
                "that "
                "these those there here what which who whom how when where why if or and but so of to in on at for "
                "with "
                "from by about as not no yes please hi hello hey thanks thank um uh er just like any some get got go "
                "need want know tell wondering wonder ask asking question okay ok well also maybe sorry guys folks "
                "clinic office place")
                .split(u' ');
        return QSet<QString>(words.begin(), words.end());
    }();
    return idle.contains(word);
}

QSet<QString> stemsOf(const Words &words)
{
    QSet<QString> stems;
    for (const Word &word : words)
        if (const QString stem = stemOf(word.text); !stem.isEmpty())
            stems.insert(stem);
    return stems;
}

} // namespace

QString stemOf(const QString &word)
{
    if (saysNothing(word))
        return {};
    if (const auto known = sameMeaning().constFind(word); known != sameMeaning().constEnd())
        return *known;
    QString stem = word;
    for (const char *ending : {"ings", "ing", "ies", "ied", "es", "ed", "s"}) {
        const QLatin1StringView end(ending);
        if (stem.size() >= end.size() + 3 && stem.endsWith(end)) {
            stem.chop(end.size());
            if (end.startsWith(QLatin1StringView("ie")))
                stem.append(u'y');
            break;
        }
    }
    return sameMeaning().value(stem, stem);
}

Knowledge::Knowledge(const QList<ClinicAnswer> &answers) : m_answers(answers)
{
    for (qsizetype i = 0; i < answers.size(); ++i) {
        QSet<QString> all;
        for (const QString &asked : answers[i].asked + QStringList{answers[i].topic}) {
            m_ways << Way{int(i), stemsOf(wordsOf(asked))};
            all += m_ways.last().stems;
        }
        for (const QString &stem : std::as_const(all))
            ++m_answersWith[stem];
    }
}

double Knowledge::tells(const QString &stem) const
{
    const int with = m_answersWith.value(stem);
    if (with == 0)
        return 0.6; // not the clinic's word: the question is about something else as well
    return 1 - std::log(double(with)) / std::log(double(m_answers.size()) + 1);
}

double Knowledge::likeness(const QSet<QString> &asked, const QSet<QString> &way) const
{
    double shared = 0, askedAll = 0, wayAll = 0, best = 0;
    for (const QString &stem : asked) {
        const double weight = tells(stem);
        askedAll += weight;
        if (way.contains(stem)) {
            shared += weight;
            best = std::max(best, weight);
        }
    }
    for (const QString &stem : way)
        wayAll += tells(stem);
    if (best < tellsMuch || shared < sharedAtLeast * askedAll)
        return 0;
    return shared / std::sqrt(askedAll * wayAll);
}

std::optional<FoundAnswer> Knowledge::find(const Words &question) const
{
    const QSet<QString> asked = stemsOf(question);
    FoundAnswer found;
    for (const Way &way : m_ways)
        if (const double like = likeness(asked, way.stems); like > found.likeness)
            found = {m_answers[way.answer].topic, m_answers[way.answer].answer, like};
    return found.likeness >= likeEnough ? std::optional(found) : std::nullopt;
}

} // namespace nightbell
