#include "settings/environment_secrets.h"

#include "settings/secret_names.h"

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView bytesMark("base64:");

Problem readOnly() { return {Problem::Kind::Refused, u"the environment is only read"_s}; }

} // namespace

Result<QByteArray> EnvironmentSecrets::read(const QString &name)
{
    if (const auto named = checkSecretName(name); !named)
        return named.problem();
    const QString variable = secretVariable(name);
    if (!m_environment.contains(variable))
        return Problem{Problem::Kind::NotFound, u"%1 is not set"_s.arg(variable)};
    const QString value = m_environment.value(variable);
    if (!value.startsWith(bytesMark))
        return value.toUtf8();
    const auto bytes =
        QByteArray::fromBase64Encoding(value.mid(bytesMark.size()).toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    if (!bytes)
        return Problem{Problem::Kind::Invalid, u"%1: not base64 after the colon"_s.arg(variable)};
    return bytes.decoded;
}

Result<> EnvironmentSecrets::write(const QString &, const QByteArray &) { return readOnly(); }

Result<> EnvironmentSecrets::remove(const QString &) { return readOnly(); }

} // namespace nightbell
