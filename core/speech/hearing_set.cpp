#include "speech/hearing_set.h"

#include "speech/decoder.h"
#include "speech/ear_words.h"
#include "speech/open_sentences.h"
#include "speech/pronunciations.h"

#include <QFile>

#include <algorithm>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

const QString always = u"always"_s;

Result<> writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.flush())
        return Problem{Problem::Kind::Full, u"%1 cannot be written: %2"_s.arg(path, file.errorString())};
    return {};
}

QString ruleOf(const ExpectedAnswer &answer) { return "answer."_L1 + answer.key; }

} // namespace

HearingModel installedHearingModel()
{
    const QString folder = QStringLiteral(NIGHTBELL_HEARING_MODEL);
    QFile transform(u":/language/en/telephone.mllr"_s);
    return {folder + "/en-us"_L1, folder + "/cmudict-en-us.dict"_L1,
            transform.open(QIODevice::ReadOnly) ? transform.readAll() : QByteArray()};
}

Result<std::shared_ptr<const HearingSet>> HearingSet::make(const HearingWords &words, const HearingModel &model)
{
    const std::shared_ptr<HearingSet> set(new HearingSet);
    auto rules = callersRules(words);
    if (!rules)
        return rules.problem();
    set->m_rules = std::move(rules).value();
    if (const Result<> written = set->write(words, model); !written)
        return written.problem();
    if (const Result<> tried = set->tryOut(); !tried)
        return tried.problem();
    return std::shared_ptr<const HearingSet>(set);
}

Result<> HearingSet::write(const HearingWords &words, const HearingModel &model)
{
    if (!m_folder.isValid())
        return Problem{Problem::Kind::Full, u"no folder for the words: %1"_s.arg(m_folder.errorString())};
    Trigram trigram;
    if (const Result<> learned = learnOpenSentences(m_rules, words, trigram); !learned)
        return learned;

    QSet<QString> needed(trigram.words().begin(), trigram.words().end());
    needed -= {u"<s>"_s, u"</s>"_s};
    for (const QString &rule : questionRules() + QStringList{always})
        m_rules.gatherWords(rule, needed);
    for (const QString &text : words.texts)
        for (const QString &word : earWords(text))
            needed.insert(word);
    const auto pronunciations = pronunciationsOf(needed, model.dictionary);
    if (!pronunciations)
        return pronunciations.problem();
    m_known = QSet<QString>(pronunciations.value().keyBegin(), pronunciations.value().keyEnd());
    m_sounds = model.sounds;

    const QString arpa = m_folder.filePath(u"open.arpa"_s);
    if (const Result<> written = writeFile(dictionary(), dictionaryText(pronunciations.value())); !written)
        return written;
    if (const Result<> written = writeFile(arpa, trigram.arpa()); !written)
        return written;
    if (!model.transform.isEmpty()) {
        m_transform = m_folder.filePath(u"telephone.mllr"_s);
        if (const Result<> written = writeFile(m_transform, model.transform); !written)
            return written;
    }
    const Result<> packed = packLanguageModel(arpa, languageModel());
    QFile::remove(arpa);
    return packed;
}

Result<> HearingSet::tryOut() const
{
    auto open = Decoder::make(*this);
    const Result<> anything = open ? open.value()->expectAnything() : Result<>(open.problem());
    if (!anything)
        return anything;
    for (const QString &rule : questionRules()) {
        const Result<> loaded = open.value()->expect(grammarFor({rule.section(u'.', 1), {}}));
        if (!loaded)
            return Problem{loaded.problem().kind, u"%1: %2"_s.arg(rule, loaded.problem().detail)};
    }
    return {};
}

QByteArray HearingSet::grammarFor(const ExpectedAnswer &answer) const
{
    QList<QStringList> choices;
    for (const QString &choice : answer.choices.mid(0, choicesHeardAtMost)) {
        const QStringList words = earWords(choice);
        if (std::all_of(words.begin(), words.end(), [&](const QString &word) { return knows(word); }))
            choices << words;
    }
    const bool closed = m_rules.has(ruleOf(answer)) || !choices.isEmpty();
    return closed ? m_rules.jsgf(ruleOf(answer), choices, always) : QByteArray();
}

} // namespace nightbell
