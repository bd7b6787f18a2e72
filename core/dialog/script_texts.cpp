#include "dialog/script_texts.h"

#include "clinic/field_path.h"

#include <QStringList>

namespace nightbell {
namespace {

struct Piece // plain text, or a place with its forms
{
    QString text;
    QString place;
    QStringList forms; // of a number: for one, for the others
};

Problem wrong(const QString &why) { return {Problem::Kind::Invalid, why}; }

Result<QList<Piece>> piecesOf(const QString &wording)
{
    QList<Piece> pieces;
    for (qsizetype at = 0; at < wording.size();) {
        const qsizetype open = wording.indexOf(u'{', at);
        const QString text = wording.mid(at, open < 0 ? -1 : open - at);
        if (text.contains(u'}'))
            return wrong(QStringLiteral("closes a place that is not open"));
        if (!text.isEmpty())
            pieces.append({text, {}, {}});
        if (open < 0)
            break;
        const qsizetype close = wording.indexOf(u'}', open);
        if (close < 0)
            return wrong(QStringLiteral("does not close a place"));
        QStringList parts = wording.mid(open + 1, close - open - 1).split(u'|');
        const QString place = parts.takeFirst();
        if (!wordingPlaces().contains(place))
            return wrong(quoted(place) + QStringLiteral(" is no place in a wording"));
        if (!parts.isEmpty() && parts.size() != 2)
            return wrong(quoted(place) + QStringLiteral(" needs two forms, for one and for more"));
        pieces.append({{}, place, parts});
        at = close + 1;
    }
    return pieces;
}

} // namespace

const QStringList &wordingPlaces()
{
    static const QStringList all = QStringLiteral("clinic branch address parking emergency crisis_line assistant count "
                                                  "name dob phone service provider date time offer offers appointment "
                                                  "appointments medication pharmacy reason answer opens closes person "
                                                  "relation number choices why")
                                       .split(u' ');
    return all;
}

Result<> checkWording(const QString &wording)
{
    const auto pieces = piecesOf(wording);
    return pieces ? Result<>() : Result<>(pieces.problem());
}

Result<QString> filled(const QString &wording, const PlaceWords &words)
{
    const auto pieces = piecesOf(wording);
    if (!pieces)
        return pieces.problem();
    QString whole;
    for (const Piece &piece : pieces.value()) {
        if (piece.place.isEmpty()) {
            whole += piece.text;
            continue;
        }
        const auto word = words.constFind(piece.place);
        if (word == words.constEnd() || word->isEmpty())
            return Problem{Problem::Kind::NotFound, piece.place + QStringLiteral(" is not known")};
        if (piece.forms.isEmpty())
            whole += *word;
        else
            whole += QString(piece.forms[*word == QStringLiteral("1") ? 0 : 1]).replace(u'#', *word);
    }
    return whole;
}

} // namespace nightbell
