#include "dialog/phrase_features.h"

#include "dialog/question.h"
#include "dialog/sound_key.h"
#include "dialog/word_groups.h"

#include <cmath>

namespace nightbell {

namespace {

constexpr float wordValue = 1.0F, groupValue = 0.8F, sequenceValue = 0.8F, gapValue = 0.5F, pieceValue = 0.25F,
                placeValue = 0.6F, soundValue = 0.4F, nearValue = 0.4F, wholeValue = 0.5F, answerValue = 0.8F;

constexpr qsizetype nearAtMost = 8; // words

enum class Kind : quint32 {
    Always,
    Word,
    Group,
    Two,
    Three,
    Gap,
    Near,
    Piece,
    Sound,
    Start,
    End,
    Length,
    Asked,
    Answer,
    AnswerLength
};

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

bool isFiller(const QString &word)
{
    return word == u"um" || word == u"uh" || word == u"er" || word == u"erm" || word == u"uhm" || word == u"umm";
}

bool isMurmur(const QString &word) // "uh huh" and "mm hmm" are answers
{
    return isFiller(word) || word == u"huh" || word == u"hmm" || word == u"mm" || word == u"mhm";
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

// What a recogniser confuses sounds alike: "breef" and "breathe", "seezure" and "seizure" share one rough sound.
void addSound(const Token &token, QList<PhraseFeature> &features)
{
    if (token.text.size() < 4)
        return;
    features << PhraseFeature{Hash(Kind::Sound) << roughSound(token.text).remove(u'a'), soundValue, token.at, 1};
}

// Both as said and by the groups of the words, where that is something else.
void addFollowing(Kind kind, float value, std::initializer_list<const Token *> tokens, QList<PhraseFeature> &features)
{
    Hash said(kind), grouped(kind);
    bool differs = false;
    for (const Token *token : tokens) {
        said << token->text;
        grouped << token->group;
        differs = differs || token->text != token->group;
    }
    const int first = (*tokens.begin())->at, count = (*(tokens.end() - 1))->at - first + 1;
    features << PhraseFeature{said, value, first, count};
    if (differs)
        features << PhraseFeature{grouped, value, first, count};
}

void addSequences(const QList<Token> &tokens, qsizetype i, QList<PhraseFeature> &features)
{
    const Token *token = &tokens[i];
    const qsizetype ahead = tokens.size() - i - 1;
    if (ahead >= 1)
        addFollowing(Kind::Two, sequenceValue, {token, token + 1}, features);
    if (ahead >= 2) {
        addFollowing(Kind::Three, sequenceValue, {token, token + 1, token + 2}, features);
        addFollowing(Kind::Gap, gapValue, {token, token + 2}, features);
    }
    if (ahead >= 3)
        addFollowing(Kind::Gap, gapValue, {token, token + 3}, features);
}

// Two words that play a part of their own, whatever was said between them: "my chest … has been … tight".
void addNear(const QList<Token> &tokens, qsizetype i, QList<PhraseFeature> &features)
{
    if (!tokens[i].group.startsWith(u'#'))
        return;
    const qsizetype last = std::min(tokens.size() - 1, i + nearAtMost);
    for (qsizetype other = i + 1; other <= last; ++other)
        if (tokens[other].group.startsWith(u'#')) {
            const auto [one, two] = std::minmax(tokens[i].group, tokens[other].group);
            features << PhraseFeature{Hash(Kind::Near) << one << two, nearValue, tokens[i].at,
                                      tokens[other].at - tokens[i].at + 1};
        }
}

void addPlaces(const QList<Token> &tokens, QList<PhraseFeature> &features)
{
    if (tokens.isEmpty())
        return;
    addFollowing(Kind::Start, placeValue, {&tokens.first()}, features);
    addFollowing(Kind::End, placeValue, {&tokens.last()}, features);
    if (tokens.size() > 1)
        addFollowing(Kind::Start, placeValue, {&tokens[0], &tokens[1]}, features);
}

} // namespace

quint32 keyOfWord(const QString &word) { return Hash(Kind::Word) << word; }

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
        features << PhraseFeature{keyOfWord(token.text), wordValue, token.at, 1};
        if (token.group != token.text)
            features << PhraseFeature{Hash(Kind::Group) << token.group, groupValue, token.at, 1};
        if (question != int(QuestionKind::None)) {
            features << PhraseFeature{Hash(Kind::Answer) << question << token.text, answerValue, token.at, 1};
            if (token.group != token.text)
                features << PhraseFeature{Hash(Kind::Answer) << question << token.group, answerValue, token.at, 1};
        }
        addPieces(token, features);
        addSound(token, features);
        addSequences(tokens, i, features);
        addNear(tokens, i, features);
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
