#include "speech/open_sentences.h"

#include "speech/ear_words.h"

#include <QDir>
#include <QFile>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

const QString phrases = u":/language/en/"_s;
constexpr quint32 wordingsOfALine = 16;
constexpr quint32 wordingsOfAnAnswer = 1'500;
constexpr int timesOfASentence = 8; // what a clinic wrote itself is said more often than one of many wordings

Result<QByteArray> contents(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Problem{Problem::Kind::NotFound, u"%1 cannot be read"_s.arg(path)};
    return file.readAll();
}

// A line is label TAB phrase [TAB the question it answers].
Result<> learnLine(const AnswerRules &rules, QStringView line, Trigram &trigram)
{
    const qsizetype tab = line.indexOf(u'\t');
    if (line.startsWith(u'#') || tab < 0)
        return {};
    QStringView phrase = line.sliced(tab + 1);
    if (const qsizetype next = phrase.indexOf(u'\t'); next >= 0)
        phrase.truncate(next);
    const auto read = rules.parse(phrase);
    if (!read)
        return read.problem();
    const bool varies = phrase.contains(u'(') || phrase.contains(u'{');
    for (quint32 turn = 0; turn < (varies ? wordingsOfALine : 1); ++turn)
        trigram.learn(rules.wording(read.value(), turn), varies ? 1 : timesOfASentence / 2);
    return {};
}

Result<> learnFile(const AnswerRules &rules, const QString &path, Trigram &trigram)
{
    const auto text = contents(path);
    if (!text)
        return text.problem();
    int number = 0;
    for (const QString &line : QString::fromUtf8(text.value()).split(u'\n')) {
        ++number;
        if (const Result<> learned = learnLine(rules, line, trigram); !learned)
            return Problem{learned.problem().kind, u"%1:%2: %3"_s.arg(path).arg(number).arg(learned.problem().detail)};
    }
    return {};
}

} // namespace

const QStringList &questionRules()
{
    static const QStringList all = [] {
        QStringList rules;
        for (const char *key : {"confirm", "emergency_check", "same_caller", "resume_offer", "reschedule_offer",
                                "anything_else", "offer", "date", "time", "which_appointment", "dob", "phone", "name",
                                "provider", "service", "pharmacy", "medication", "relation"})
            rules << "answer."_L1 + QLatin1String(key);
        return rules;
    }();
    return all;
}

Result<AnswerRules> callersRules(const HearingWords &words)
{
    AnswerRules rules;
    for (const QString &file : {u"lists.tsv"_s, u"answers.tsv"_s}) {
        const auto text = contents(phrases + file);
        const Result<> read = text ? rules.read(text.value()) : Result<>(text.problem());
        if (!read)
            return Problem{read.problem().kind, u"%1: %2"_s.arg(file, read.problem().detail)};
    }
    for (const auto &[rule, own] : {std::pair{u"service"_s, words.services}, std::pair{u"doctor"_s, words.doctors},
                                    std::pair{u"plan"_s, words.plans}})
        for (const QString &each : own)
            rules.addPlain(rule, each);
    return rules;
}

Result<> learnOpenSentences(const AnswerRules &rules, const HearingWords &words, Trigram &trigram)
{
    for (const QString &folder : {u"intents"_s, u"danger_phrases"_s}) {
        const QDir dir(phrases + folder);
        for (const QString &file : dir.entryList({u"*.tsv"_s}, QDir::Files, QDir::Name))
            if (const Result<> learned = learnFile(rules, dir.filePath(file), trigram); !learned)
                return learned;
    }
    for (const QString &rule : questionRules() + QStringList{u"always"_s})
        for (quint32 turn = 0; turn < wordingsOfAnAnswer; ++turn)
            trigram.learn(rules.wording(rule, turn));
    for (const QString &sentence : words.sentences)
        trigram.learn(earWords(sentence), timesOfASentence);
    for (const QStringList &own : {words.services, words.doctors, words.plans})
        for (const QString &each : own)
            trigram.learn(earWords(each), timesOfASentence);
    return {};
}

} // namespace nightbell
