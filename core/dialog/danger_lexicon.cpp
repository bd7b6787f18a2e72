#include "dialog/danger_lexicon.h"

#include <QResource>

#include <algorithm>
#include <functional>
#include <optional>

namespace nightbell {

namespace {

Problem invalid(const QString &what) { return {Problem::Kind::Invalid, what}; }

template<class Value>
std::optional<Value> named(const QString &name, std::initializer_list<std::pair<const char *, Value>> names)
{
    for (const auto &[known, value] : names)
        if (name == QLatin1String(known))
            return value;
    return std::nullopt;
}

std::optional<ScopeKind> kindNamed(const QString &name)
{
    return named<ScopeKind>(name,
                            {{"negation", ScopeKind::Negation},
                             {"past", ScopeKind::Past},
                             {"resolved", ScopeKind::Resolved},
                             {"hypothetical", ScopeKind::Hypothetical},
                             {"shield", ScopeKind::Shield},
                             {"present", ScopeKind::Present},
                             {"pseudo", ScopeKind::Pseudo}});
}

QStringList listed(const QString &column)
{
    QStringList parts = column.split(u',');
    for (QString &part : parts)
        part = part.simplified();
    return parts;
}

using TakeLine = std::function<Result<>(const QStringList &)>;

Result<> eachLine(const char *file, const QByteArray &text, qsizetype columns, const TakeLine &take)
{
    int number = 0;
    for (const QByteArray &line : text.split('\n')) {
        ++number;
        if (line.trimmed().isEmpty() || line.startsWith('#'))
            continue;
        const QStringList parts = QString::fromUtf8(line).split(u'\t');
        const auto taken = parts.size() == columns
            ? take(parts)
            : Result<>(invalid(QStringLiteral("%1 columns, not %2").arg(parts.size()).arg(columns)));
        if (!taken)
            return invalid(
                QStringLiteral("%1:%2: %3").arg(QString::fromLatin1(file)).arg(number).arg(taken.problem().detail));
    }
    return {};
}

QByteArray builtInText(const char *name)
{
    const QResource file(QStringLiteral(":/language/en/danger/%1.tsv").arg(QString::fromLatin1(name)));
    Q_ASSERT_X(file.isValid(), "DangerLexicon", "the program was built without the words of danger");
    return file.uncompressedData();
}

} // namespace

Result<QList<Pattern>> DangerLexicon::readPatterns(const QString &column)
{
    QList<Pattern> patterns;
    for (const QString &text : listed(column)) {
        const auto read = m_book.read(text);
        if (!read)
            return read.problem();
        patterns << read.value();
    }
    return patterns;
}

Result<> DangerLexicon::readGroup(const QStringList &columns)
{
    const QHash<QString, QStringList *> lists{{QStringLiteral("key"), &m_spellings.keyWords},
                                              {QStringLiteral("taken_apart"), &m_spellings.takenApart},
                                              {QStringLiteral("ordinary"), &m_spellings.ordinary}};
    if (QStringList *list = lists.value(columns[0])) {
        *list << listed(columns[1]);
        return {};
    }
    if (columns[0] == u"hint") {
        for (const QString &word : listed(columns[1]))
            m_hints << word;
        return {};
    }
    return m_book.addGroup(columns[0], listed(columns[1]));
}

Result<> DangerLexicon::readConcept(const QStringList &columns)
{
    const auto level = named<DangerLevel>(
        columns[0],
        {{"emergency", DangerLevel::Emergency}, {"crisis", DangerLevel::Crisis}, {"urgent", DangerLevel::Urgent}});
    if (!level)
        return invalid(QStringLiteral("no level \"%1\"").arg(columns[0]));
    DangerConcept danger{*level, columns[1], columns[2]};
    for (const QString &name : columns[3] == u"-" ? QStringList() : listed(columns[3])) {
        const auto kind = kindNamed(name);
        if (name == u"phrases") {
            danger.defiesPhrases = true;
            m_defiesPhrases << danger.category + u'.' + danger.rule;
            continue;
        }
        if (!kind)
            return invalid(QStringLiteral("nothing to defy is called \"%1\"").arg(name));
        danger.defies << *kind;
    }
    auto patterns = readPatterns(columns[4]);
    if (!patterns)
        return patterns.problem();
    danger.patterns = std::move(patterns).value();
    m_concepts << danger;
    return {};
}

Result<> DangerLexicon::readModifier(const QStringList &columns)
{
    const auto kind = kindNamed(columns[0]);
    const auto side = named<ScopeSide>(columns[1],
                                       {{"before", ScopeSide::Before},
                                        {"after", ScopeSide::After},
                                        {"around", ScopeSide::Around},
                                        {"anywhere", ScopeSide::Anywhere}});
    bool isNumber = false;
    const int reach = columns[2].toInt(&isNumber);
    if (!kind || !side || !isNumber || reach < 0 || reach > wordsAtMost)
        return invalid(QStringLiteral("not a kind, side and reach"));
    auto patterns = readPatterns(columns[4]);
    if (!patterns)
        return patterns.problem();
    m_modifiers << ScopeModifier{*kind, *side, reach, columns[3], std::move(patterns).value()};
    return {};
}

Result<DangerLexicon> DangerLexicon::fromTexts(const Texts &texts)
{
    DangerLexicon made;
    const auto take = [&](auto member) {
        return [&made, member](const QStringList &columns) { return (made.*member)(columns); };
    };
    for (const Result<> &read : {eachLine("groups", texts.groups, 2, take(&DangerLexicon::readGroup)),
                                 eachLine("concepts", texts.concepts, 5, take(&DangerLexicon::readConcept)),
                                 eachLine("modifiers", texts.modifiers, 5, take(&DangerLexicon::readModifier))})
        if (!read)
            return read.problem();
    made.m_stops = made.m_book.groupCalled(QStringLiteral("stop"));
    made.m_goesOn = made.m_book.groupCalled(QStringLiteral("goes_on"));
    made.m_light = made.m_book.groupCalled(QStringLiteral("light"));
    made.m_book.setBarrier(made.m_book.groupCalled(QStringLiteral("barrier")));
    if (made.m_stops < 0 || made.m_goesOn < 0 || made.m_light < 0 || made.m_book.barrier() < 0)
        return invalid(QStringLiteral("groups: stop, goes_on, light and barrier have to be there"));
    return made;
}

const DangerLexicon &DangerLexicon::builtIn()
{
    static const DangerLexicon lexicon = [] {
        auto read = fromTexts({builtInText("groups"), builtInText("concepts"), builtInText("modifiers")});
        if (!read)
            qFatal("the built-in words of danger: %s", qPrintable(read.problem().detail));
        return std::move(read).value();
    }();
    return lexicon;
}

bool DangerLexicon::hintsAtCrisis(const Words &said) const
{
    return std::any_of(said.begin(), said.end(), [this](const Word &word) { return m_hints.contains(word.text); });
}

DangerLexicon DangerLexicon::with(const QStringList &clinicWords, int *leftOut) const
{
    DangerLexicon more = *this;
    int without = 0;
    for (qsizetype i = 0; i < clinicWords.size(); ++i) {
        const QString words = joined(wordsOf(clinicWords[i]));
        const auto patterns = i < clinicKeywordsAtMost ? more.readPatterns(words) : invalid(QStringLiteral("too many"));
        if (patterns)
            more.m_concepts << DangerConcept{
                DangerLevel::Urgent, QStringLiteral("clinic_word"), QStringLiteral("clinic"), {}, false,
                patterns.value()};
        else
            ++without;
    }
    if (leftOut)
        *leftOut = without;
    return more;
}

} // namespace nightbell
