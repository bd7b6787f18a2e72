// The wordings that PostgreSQL wants: numbered parameters, a connection text.
#pragma once

#include "result.h"

#include <QByteArray>

namespace nightbell {

// `?` becomes $1, $2, …, except inside quotes, dollar quotes and comments.
QByteArray withNumberedParameters(const QString &sql);

// From postgresql://user@host:port/database?option=value to what libpq takes, with bounded waiting added.
// A password or its like inside the URL is refused: the URL stands in a file.
Result<QByteArray> connectionText(const QString &url, const QByteArray &password);

} // namespace nightbell
