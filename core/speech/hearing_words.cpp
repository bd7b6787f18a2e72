#include "speech/hearing_words.h"

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

void add(const Provider &provider, QStringList &doctors)
{
    const QString last = provider.name.section(u' ', -1, -1, QString::SectionSkipEmpty);
    doctors << provider.name << u"doctor "_s + last;
    if (!provider.title.isEmpty())
        doctors << provider.title + u' ' + last;
}

void add(const Organisation &organisation, HearingWords &words)
{
    for (const Service &service : organisation.services)
        words.services << service.name;
    for (const Provider &provider : organisation.providers)
        add(provider, words.doctors);
    words.plans += organisation.insurance;
    for (const ClinicAnswer &answer : organisation.answers) {
        words.sentences += answer.asked;
        words.texts << answer.answer;
    }
    words.sentences += organisation.escalation.keywords;
    words.texts << organisation.name << organisation.greeting;
    for (const Branch &branch : organisation.branches)
        words.texts << branch.name << branch.address << branch.parking;
}

} // namespace

HearingWords hearingWordsOf(const ClinicBook &book, const QList<ScriptSet> &scripts)
{
    HearingWords words;
    for (const Organisation &organisation : book.organisations)
        add(organisation, words);
    for (const ScriptSet &set : scripts)
        for (const Script &script : set.scripts)
            for (const Wordings &wordings : script.texts)
                for (const QStringList &variants : wordings)
                    words.texts += variants;
    return words;
}

} // namespace nightbell
