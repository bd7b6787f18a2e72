#include "dialog/phrase_features.h"

#include "dialog/question.h"

#include <QHash>

#include <cmath>

namespace nightbell {

namespace {

constexpr float wordValue = 1.0F, sequenceValue = 0.8F, gapValue = 0.5F, pieceValue = 0.25F, placeValue = 0.6F,
                wholeValue = 0.5F, answerValue = 0.8F;

enum class Kind : quint32 { Always, Word, Two, Three, Gap, Piece, Start, End, Length, Asked, Answer, AnswerLength };

class Hash // FNV-1a
{
public:
    explicit Hash(Kind kind) { mix(quint32(kind) + 1); }
    Hash &operator<<(QStringView text)
    {
        for (const QChar sign : text)
            mix(sign.unicode());
        mix(0x1F); // "ab c" is not "a bc"
        return *this;
    }
    Hash &operator<<(int number)
    {
        mix(quint32(number));
        return *this;
    }
    operator quint32() const { return m_value; }

private:
    void mix(quint32 unit) { m_value = (m_value ^ unit) * 16777619U; }

    quint32 m_value = 2166136261U;
};

struct Token
{
    QString text;  // as said
    QString group; // "#day" for every day of the week: what is true of one is true of all
    int at = 0;
};

const QHash<QString, QString> &groups()
{
    static const QHash<QString, QString> known = [] {
        QHash<QString, QString> made;
        const auto add = [&](const char *group, const char *words) {
            for (const QString &word : QString::fromLatin1(words).split(u' '))
                made.insert(word, QString::fromLatin1(group));
        };
        add("#day",
            "monday tuesday wednesday thursday friday saturday sunday mon tues wednes thurs fri mondays "
            "tuesdays wednesdays thursdays fridays saturdays sundays");
        add("#month", "january february march april june july august september october november december");
        add("#number",
            "zero oh one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
            "fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty "
            "ninety hundred thousand double triple");
        add("#ordinal",
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
            "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth");
        return made;
    }();
    return known;
}

bool isFiller(const QString &word)
{
    return word == u"um" || word == u"uh" || word == u"er" || word == u"erm" || word == u"uhm" || word == u"umm";
}

bool isMurmur(const QString &word) // "uh huh" and "mm hmm" are answers
{
    return isFiller(word) || word == u"huh" || word == u"hmm" || word == u"mm" || word == u"mhm";
}

QString groupOf(const QString &word)
{
    if (word[0].isDigit())
        return word.back().isLetter() ? QStringLiteral("#ordinal") : QStringLiteral("#number");
    return groups().value(word, word);
}

QList<Token> tokensOf(const Words &said)
{
    QList<Token> tokens;
    for (qsizetype i = 0; i < said.size(); ++i) {
        const bool answers =
            (i > 0 && isMurmur(said[i - 1].text)) || (i + 1 < said.size() && isMurmur(said[i + 1].text));
        if (!isFiller(said[i].text) || answers)
            tokens << Token{said[i].text, groupOf(said[i].text), int(i)};
    }
    return tokens;
}

int lengthOf(qsizetype words)
{
    static constexpr int upTo[]{0, 1, 2, 3, 5, 8, 13, 20};
    return int(std::lower_bound(std::begin(upTo), std::end(upTo), int(words)) - std::begin(upTo));
}

void addPieces(const Token &token, QList<PhraseFeature> &features)
{
    const QString word = u'<' + token.text + u'>';
    for (const int length : {3, 4, 5})
        for (qsizetype from = 0; from + length <= word.size() && word.size() > 4; ++from)
            features << PhraseFeature{Hash(Kind::Piece) << QStringView(word).mid(from, length), pieceValue, token.at,
                                      1};
}

void addSequences(const QList<Token> &tokens, qsizetype i, QList<PhraseFeature> &features)
{
    const Token &token = tokens[i];
    const auto follow = [&](qsizetype ahead) -> const Token * {
        return i + ahead < tokens.size() ? &tokens[i + ahead] : nullptr;
    };
    const auto span = [&](const Token &last) { return last.at - token.at + 1; };
    if (const Token *next = follow(1))
        features << PhraseFeature{Hash(Kind::Two) << token.group << next->group, sequenceValue, token.at, span(*next)};
    for (const int ahead : {2, 3})
        if (const Token *later = follow(ahead))
            features << PhraseFeature{Hash(Kind::Gap) << token.group << later->group, gapValue, token.at, span(*later)};
    if (const Token *third = follow(2))
        features << PhraseFeature{Hash(Kind::Three) << token.group << tokens[i + 1].group << third->group,
                                  sequenceValue, token.at, span(*third)};
}

void addPlaces(const QList<Token> &tokens, QList<PhraseFeature> &features)
{
    if (tokens.isEmpty())
        return;
    const Token &first = tokens.first(), &last = tokens.last();
    features << PhraseFeature{Hash(Kind::Start) << first.group, placeValue, first.at, 1}
             << PhraseFeature{Hash(Kind::End) << last.group, placeValue, last.at, 1};
    if (tokens.size() > 1)
        features << PhraseFeature{Hash(Kind::Start) << first.group << tokens[1].group, placeValue, first.at,
                                  tokens[1].at - first.at + 1};
}

} // namespace

QList<PhraseFeature> featuresOf(const Words &said, const Words &asked)
{
    const QList<Token> tokens = tokensOf(said);
    const int length = lengthOf(tokens.size()), question = int(questionKindOf(asked));
    QList<PhraseFeature> features;
    features << PhraseFeature{Hash(Kind::Always), wholeValue, 0, 0}
             << PhraseFeature{Hash(Kind::Length) << length, wholeValue, 0, 0}
             << PhraseFeature{Hash(Kind::Asked) << question, wholeValue, 0, 0}
             << PhraseFeature{Hash(Kind::AnswerLength) << question << length, wholeValue, 0, 0};
    for (qsizetype i = 0; i < tokens.size(); ++i) {
        const Token &token = tokens[i];
        features << PhraseFeature{Hash(Kind::Word) << token.text, wordValue, token.at, 1};
        if (token.group != token.text)
            features << PhraseFeature{Hash(Kind::Word) << token.group, wordValue, token.at, 1};
        if (question != int(QuestionKind::None))
            features << PhraseFeature{Hash(Kind::Answer) << question << token.group, answerValue, token.at, 1};
        addPieces(token, features);
        addSequences(tokens, i, features);
    }
    addPlaces(tokens, features);
    float squares = 0;
    for (const PhraseFeature &feature : std::as_const(features))
        squares += feature.value * feature.value;
    for (PhraseFeature &feature : features)
        feature.value /= std::sqrt(squares);
    return features;
}

} // namespace nightbell
