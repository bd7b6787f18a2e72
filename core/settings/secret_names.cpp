#include "settings/secret_names.h"

#include <QRegularExpression>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

bool isPlain(const QString &name)
{
    static const QRegularExpression plain(u"\\A[a-z0-9]+(?:[-/][a-z0-9]+)*\\z"_s);
    return plain.match(name).hasMatch();
}

QString asHex(const QString &name) { return u'_' + QString::fromLatin1(name.toUtf8().toHex()); }

} // namespace

Result<> checkSecretName(const QString &name)
{
    if (name.isEmpty() || name.toUtf8().size() > longestSecretName)
        return Problem{Problem::Kind::Invalid, u"the name of a secret has 1 to %1 bytes"_s.arg(longestSecretName)};
    return {};
}

QString secretFileName(const QString &name) { return isPlain(name) ? QString(name).replace(u'/', u'.') : asHex(name); }

QString secretVariable(const QString &name)
{
    QString text = isPlain(name) ? name : asHex(name);
    text.replace(u'-', u'_').replace(u'/', "__"_L1);
    return "NIGHTBELL_SECRET_"_L1 + text.toUpper();
}

} // namespace nightbell
