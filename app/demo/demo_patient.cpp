#include "app/demo/demo_patient.h"

#include <QRegularExpression>

#include <algorithm>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

QString plain(const QString &words)
{
    static const QRegularExpression others(u"[^a-z0-9 ]"_s);
    return words.toLower().remove(others).simplified();
}

} // namespace

// "I understood: a check up. Is that right?"
std::optional<PatientDeed> DemoPatient::judgesReadBack(const QString &heard) const
{
    static const QRegularExpression readBack(u"I understood: (.*)\\. Is that right\\?"_s);
    const auto found = readBack.match(heard);
    if (!found.hasMatch())
        return std::nullopt;
    return PatientDeed{.says = plain(found.captured(1)) == plain(m_said) ? u"yes"_s : u"no"_s};
}

PatientDeed DemoPatient::hears(const QString &assistant)
{
    if (const auto judged = judgesReadBack(assistant))
        return *judged;
    const QString heard = assistant.toLower();
    if (m_answer >= 0 && heard.contains(u"say it again"_s))
        return give(m_answer);
    // What was said last is what is answered.
    qsizetype best = -1, bestAt = -1;
    for (qsizetype at = 0; at < m_story.answers.size(); ++at) {
        const QStringList &to = m_story.answers[at].to;
        if (to.isEmpty() && best < 0)
            best = at;
        for (const QString &each : to)
            if (const qsizetype place = heard.lastIndexOf(each); place > bestAt)
                best = at, bestAt = place;
    }
    return best < 0 ? PatientDeed{} : give(best);
}

PatientDeed DemoPatient::give(qsizetype which)
{
    m_answer = which;
    const PatientAnswer &answer = m_story.answers[which];
    const int times = m_times[which]++;
    PatientDeed deed{.hangsUp = answer.hangsUp, .vanishes = answer.vanishes};
    if (answer.says.isEmpty())
        return deed;
    const QString words = answer.says[std::min<qsizetype>(times, answer.says.size() - 1)];
    if (words.startsWith(u'#'))
        deed.keys = words.sliced(1);
    else
        deed.says = m_said = words;
    return deed;
}

} // namespace nightbell
