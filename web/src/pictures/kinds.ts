/** Kinds: which picture a thing gets, by the words of its name; the first row that fits counts. */

export const KINDS: readonly (readonly [string, string])[] = [
  ["milk-tea", "奶茶|奶绿|奶盖|波霸|乌龙|鲜奶茶|柠檬茶|果茶|茉莉|红茶|绿茶|milk tea|boba"],
  ["coffee", "咖啡|拿铁|美式|卡布|摩卡|浓缩|澳白|coffee|latte|americano"],
  ["juice", "果汁|鲜榨|橙汁|汁|果昔|奶昔|柠檬水|芒果杯|西米|沙冰|juice|smoothie"],
  ["water", "矿泉水|纯净水|可乐|雪碧|汽水|苏打|气泡水|啤酒|白酒|饮料|功能饮|water|cola|beer"],
  ["dumpling", "饺|包子|小笼|生煎|馄饨|抄手|烧卖|馒头|粽|汤圆|dumpling"],
  ["noodles", "面|粉|米线|螺蛳|拌川|凉皮|noodle"],
  ["hotpot", "火锅|麻辣烫|冒菜|串串|关东煮|hotpot"],
  ["burger", "汉堡|堡|三明治|热狗|披萨|burger|pizza"],
  ["chicken", "炸鸡|鸡翅|鸡排|鸡腿|薯条|鸡米花|烤鸡|烧烤|烤串|fried chicken"],
  ["cake", "蛋糕|提拉米苏|慕斯|甜品|布丁|泡芙|蛋挞|芝士|cake|tiramisu"],
  ["bread", "面包|吐司|可颂|贝果|欧包|bread|toast"],
  ["rice", "饭|盖浇|寿司|粥|便当|套餐|rice"],
  ["soup", "汤|羹|炖|soup"],
  ["eggs", "鸡蛋|鸭蛋|鹌鹑蛋|皮蛋|咸蛋|蛋$|egg"],
  ["milk", "牛奶|酸奶|纯奶|鲜奶|豆浆|奶粉|milk|yogurt"],
  ["fish", "鱼|虾|蟹|贝|海鲜|鱿|fish|shrimp"],
  ["meat", "牛肉|猪肉|羊肉|鸡肉|排骨|五花|肉|鸡胸|牛排|meat|beef|pork"],
  ["fruit", "苹果|香蕉|橙|橘|梨|葡萄|草莓|西瓜|芒果|蓝莓|樱桃|桃|柚|猕猴桃|水果|fruit|apple"],
  ["vegetables", "菜|番茄|西红柿|土豆|黄瓜|茄|萝卜|葱|姜|蒜|菇|豆腐|玉米|椒|瓜|vegetable"],
  ["snack", "薯片|饼干|零食|坚果|巧克力|糖|瓜子|辣条|干|snack|chips"],
  ["household", "纸|洗衣|洗洁|牙膏|洗发|沐浴|垃圾袋|电池|tissue"],
  ["flowers", "花|玫瑰|百合|flower"],
];

/** The picture of a trade, where the name tells nothing. */
export const TRADES: Readonly<Record<string, string>> = {
  food: "dish",
  grocery: "bag",
  shop: "parcel",
  movie: "film",
  show: "show",
  flight: "plane",
  train: "train",
  hotel: "hotel",
  attraction: "sight",
  table: "dish",
  queue: "dish",
  voucher: "dish",
  ride: "car",
  place: "place",
};

const rows = KINDS.map(([kind, words]) => [kind, new RegExp(words, "i")] as const);

/** The trade of an offer where only its reference is known: its provider and shape tell. */
export function tradeOf(ref: string, at?: string | null): string {
  const provider = ref.split(":", 1)[0] ?? "";
  const known: Record<string, string> = { fresh: "grocery", tickets: "movie", parcel: "shop", rides: "ride", stays: "hotel" };
  return known[provider] ?? (at ? "movie" : "food");
}

/** The picture for a thing of that name and trade. */
export function pictureOf(name: string, trade: string): string {
  if (trade === "food" || trade === "grocery" || trade === "shop" || !TRADES[trade]) {
    const found = rows.find(([, words]) => words.test(name));
    if (found) return found[0];
  }
  return TRADES[trade] ?? "bag";
}
