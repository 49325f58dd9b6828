// Writes numbers for SECONDS as the chat account, and says how many acknowledged ones were lost and how long it had to wait.
const { username, password, database } = Object.fromEntries(
  ['username', 'password', 'database'].map((file) => [file, fs.readFileSync(`${process.env.ACCOUNTS_DIR}/chat/${file}`, 'utf8').trim()]));
const hosts = look(localAddress).members.map(({ host }) => host).join(',');
const login = `${encodeURIComponent(username)}:${encodeURIComponent(password)}`;
const writer = new Mongo(`mongodb://${login}@${hosts}/?authSource=admin&replicaSet=rs0&retryWrites=true&w=majority&serverSelectionTimeoutMS=60000`);
const numbers = writer.getDB(database).getCollection(`proof${Date.now()}`);

const acknowledged = [];
let refused = 0;
let longest = 0;
let last = Date.now();
const end = last + SECONDS * 1000;
for (let number = 0; Date.now() < end; number++) {
  try {
    numbers.insertOne({ _id: number });
    acknowledged.push(number);
    longest = Math.max(longest, Date.now() - last);
    last = Date.now();
  } catch {
    refused += 1;
  }
  sleep(50);
}
longest = Math.max(longest, Date.now() - last);
const lost = acknowledged.length - numbers.countDocuments({ _id: { $in: acknowledged } });
numbers.drop();
print(`${acknowledged.length} writes acknowledged, ${refused} refused, ${lost} lost, longest pause ${longest / 1000} s`);
