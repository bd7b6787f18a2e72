#include "speech/spoken_form.h"

#include "speech/language_tag.h"
#include "speech/spoken_rules.h"

#include <algorithm>

namespace nightbell {

namespace {

bool inWord(const QString &words, qsizetype at)
{
    return at > 0 && words[at].isLetterOrNumber() && words[at - 1].isLetterOrNumber();
}

class English
{
public:
    English(const QString &words, bool dayFirst) : m_words(words), m_dayFirst(dayFirst) { }

    SpokenForm form()
    {
        while (m_at < m_words.size())
            if (const qsizetype plain = plainFromHere(); plain > 0)
                copy(plain);
            else if (inWord(m_words, m_at) || !put())
                copy(1);
        while (m_form.text.endsWith(u' '))
            m_form.text.chop(1);
        return std::move(m_form);
    }

private:
    bool put()
    {
        for (const auto rules : {calendarRules(), numberRules(), wordRules()})
            for (const SpokenRule &rule : rules)
                if (put(rule))
                    return true;
        return false;
    }

    bool put(const SpokenRule &rule)
    {
        const auto match = rule.written.match(m_words, m_at, QRegularExpression::NormalMatch,
                                              QRegularExpression::AnchorAtOffsetMatchOption);
        if (!match.hasMatch() || match.capturedLength() == 0)
            return false;
        const QString said = rule.said(match, m_dayFirst);
        if (said.isNull())
            return false;
        append(said);
        m_at += match.capturedLength();
        return true;
    }

    QChar at(qsizetype place) const { return place < m_words.size() ? m_words[place] : QChar(); }

    // How many characters are said as they stand, seen without asking the rules: that is most of a text.
    qsizetype plainFromHere() const
    {
        static const QString pauses = QStringLiteral(",;:!?");
        const QChar here = at(m_at), next = at(m_at + 1);
        if (here == u' ')
            return next.isLetterOrNumber();
        if (here == u'.' || pauses.contains(here))
            return next != u'.';
        if (!here.isLower())
            return 0;
        qsizetype end = m_at;
        while (at(end).isLetter() || at(end) == u'\'')
            ++end;
        const bool ends = at(end).isNull() || pauses.contains(at(end))
            || (at(end) == u' ' && !at(end + 1).isDigit() && at(end + 1) != u'#'); // "room 204"
        return ends && !QStringView(m_words).sliced(m_at).startsWith(u"appt") ? end - m_at : 0;
    }

    void copy(qsizetype count)
    {
        for (; count > 0; --count, ++m_at)
            append(QStringView(m_words).sliced(m_at, 1));
    }

    void append(QStringView said)
    {
        QString &text = m_form.text;
        while (said.startsWith(u' ') && (text.isEmpty() || text.endsWith(u' ')))
            said = said.mid(1);
        if (said.isEmpty())
            return;
        m_form.origins.append({text.size(), m_at});
        text += said;
    }

    const QString &m_words;
    bool m_dayFirst;
    qsizetype m_at = 0;
    SpokenForm m_form;
};

bool isAmerican(const QString &tag)
{
    return tag.compare(QStringLiteral("en"), Qt::CaseInsensitive) == 0
        || tag.endsWith(QStringLiteral("-US"), Qt::CaseInsensitive);
}

} // namespace

qsizetype SpokenForm::writtenAt(qsizetype spoken) const
{
    const auto after = std::ranges::upper_bound(origins, spoken, {}, &Origin::spoken);
    return after == origins.begin() ? 0 : std::prev(after)->written;
}

SpokenForm spokenForm(const QString &words, const QString &language)
{
    if (isLanguage(language, QLatin1StringView("en")))
        if (SpokenForm form = English(words, !isAmerican(language)).form(); !form.text.isEmpty())
            return form;
    SpokenForm plain{words, {}};
    for (qsizetype at = 0; at < words.size(); ++at)
        plain.origins.append({at, at});
    return plain;
}

} // namespace nightbell
